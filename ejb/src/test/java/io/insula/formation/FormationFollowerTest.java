package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.tenant.Gate.ActiveRevision;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormationFollowerTest {

    private static final String FIRST = "id: test\n";
    private static final String SECOND = "id: test\ndescription: the second\n";
    private static final String SECRET = "id: test\nasync:\n  webhook_secret: \"${{ secrets.HOOK }}\"\n";
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path place;

    private final Replacements replacements = new Replacements();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private ServerGround ground;
    private FormationFollower follower;

    @BeforeEach
    void serveTheFirst() {
        ground = new ServerGround(place);
        ground.serve(FIRST);
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        follower = new FormationFollower(ground.registry, ground.directory, null, null, clock, replacements);
    }

    @Test
    void servesWhatIsActiveByNow() {
        follower.take("test", active(SECOND, 5), SecretSource.none());

        assertThat(served()).isEqualTo(hash(SECOND));
        assertThat(replacements.heard).containsExactly(new FormationReplaced("test"));
    }

    @Test
    void doesNotGoBackToWhatWasActiveBefore() {
        follower.take("test", active(SECOND, 5), SecretSource.none());
        follower.take("test", active(FIRST, 4), SecretSource.none());

        assertThat(served()).isEqualTo(hash(SECOND));
    }

    @Test
    void readsNothingWhereOnlyTheEpochIsNewer() {
        follower.take("test", new ActiveRevision(hash(FIRST), null, 7, 0), SecretSource.none());

        assertThat(ground.registry.state("test").orElseThrow().isGoodAt(7)).isTrue();
        assertThat(replacements.heard).isEmpty();
    }

    @Test
    void readsOnceForAllWhoSeeTheChangeTogether() {
        List<CompletableFuture<Void>> all = Stream.generate(() -> active(SECOND, 5))
                .limit(8)
                .map(seen -> CompletableFuture.runAsync(() -> follower.take("test", seen, SecretSource.none())))
                .toList();
        all.forEach(CompletableFuture::join);

        assertThat(replacements.heard).hasSize(1);
    }

    @Test
    void servesNothingWhereTheActiveRevisionCannotBeRead() {
        follower.take("test", active(SECRET, 5), SecretSource.none());

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> ground.registry.get("test"))
                .matches(refused -> refused.code() == ErrorCode.SERVICE_UNAVAILABLE)
                .matches(refused -> refused.retryAfter().isPresent());
        assertThat(ground.registry.all()).isEmpty();
        assertThat(ground.registry.ids()).containsExactly("test");
        assertThat(ground.registry.known("test").orElseThrow().revision()).isEqualTo(hash(FIRST));
    }

    @Test
    void triesAgainAfterASecond() {
        follower.take("test", active(SECRET, 5), SecretSource.none());
        ground.settings.put("insula.secrets.test.HOOK", "a-secret-of-some-length");

        follower.take("test", active(SECRET, 5), SecretSource.none());
        assertThat(ground.registry.all()).isEmpty();

        now.set(NOON.plus(Duration.ofSeconds(1)));
        follower.take("test", active(SECRET, 5), SecretSource.none());
        assertThat(served()).isEqualTo(hash(SECRET));
    }

    @Test
    void triesAtOnceWhereASecretWasReplaced() {
        follower.take("test", active(SECRET, 5), SecretSource.none());

        follower.take("test", active(SECRET, 6), secrets("a-secret-of-some-length"));

        assertThat(served()).isEqualTo(hash(SECRET));
    }

    @Test
    void triesAtOnceWhatTheStartLeftOut() {
        ground.registry.leaveOut(place, "test", hash(SECRET));
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> ground.registry.get("test"))
                .matches(refused -> refused.code() == ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(ground.registry.all()).isEmpty();
        assertThat(ground.registry.known("test")).isEmpty();

        follower.take("test", active(SECRET, 5), SecretSource.none());
        assertThat(ground.registry.all()).isEmpty();

        follower.take("test", active("id: test\ntenancy: {default: elsewhere}\n", 6), SecretSource.none());
        assertThat(ground.registry.get("test").tenancy().defaultTenant()).isEqualTo("elsewhere");
    }

    @Test
    void servesAgainAtOnceWhatItStillKnows() {
        follower.take("test", active(SECRET, 5), SecretSource.none());
        follower.take("test", new ActiveRevision(hash(FIRST), null, 6, 0), SecretSource.none());

        assertThat(served()).isEqualTo(hash(FIRST));
    }

    @Test
    void doesNotMoveWhoeverNamesNoTenantIntoAnother() {
        follower.take("test", active("id: test\ntenancy: {default: elsewhere}\n", 5), SecretSource.none());

        assertThat(ground.registry.all()).isEmpty();
    }

    @Test
    void asksAgainWhereTheAnswerWasToAnotherQuestion() {
        follower.take("test", active(SECOND, 5), SecretSource.none());

        ActiveRevision stillTheFirst = new ActiveRevision(hash(FIRST), null, 6, 0);

        assertThat(follower.take("test", stillTheFirst, SecretSource.none())).isFalse();
        assertThat(served()).isEqualTo(hash(SECOND));
        assertThat(follower.take("test", active(FIRST, 6), SecretSource.none())).isTrue();
        assertThat(served()).isEqualTo(hash(FIRST));
    }

    @Test
    void readsTheSameRevisionAgainWhereItsSecretsChanged() {
        follower.take("test", active(SECRET, 5), secrets("a-secret-of-some-length"));
        Formation before = ground.registry.get("test");

        follower.take(
                "test",
                new ActiveRevision(hash(SECRET), ServerGround.stored(SECRET), 6, 1),
                secrets("another-secret-of-some-length"));

        assertThat(ground.registry.get("test").async().webhookSecret()).isEqualTo("another-secret-of-some-length");
        assertThat(ground.registry.isKnown(before)).isFalse();
        assertThat(replacements.heard).hasSize(2);
    }

    @Test
    void whoeverWasJudgedByTheSameRevisionAndSecretsNeedNotBeginAnew() {
        Formation before = ground.registry.get("test");
        follower.take("test", active(SECOND, 5), SecretSource.none());
        assertThat(ground.registry.isKnown(before)).isFalse();

        follower.take("test", active(FIRST, 6), SecretSource.none());

        assertThat(ground.registry.isKnown(before)).isTrue();
    }

    private static SecretSource secrets(String hook) {
        return name -> Optional.of(hook);
    }

    private String served() {
        return ground.registry.get("test").revision();
    }

    private static ActiveRevision active(String main, long epoch) {
        return new ActiveRevision(hash(main), ServerGround.stored(main), epoch, 0);
    }

    private static String hash(String main) {
        return ServerGround.source(main).hash();
    }

    /** Hears what is told. */
    private static final class Replacements implements Event<FormationReplaced> {

        private final List<FormationReplaced> heard = new CopyOnWriteArrayList<>();

        @Override
        public void fire(FormationReplaced news) {
            heard.add(news);
        }

        @Override
        public <U extends FormationReplaced> CompletionStage<U> fireAsync(U news) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends FormationReplaced> CompletionStage<U> fireAsync(U news, NotificationOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Event<FormationReplaced> select(Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends FormationReplaced> Event<U> select(Class<U> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends FormationReplaced> Event<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }
    }
}
