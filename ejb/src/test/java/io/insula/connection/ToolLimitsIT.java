package io.insula.connection;

import static io.insula.connection.Tools.AMPLE;
import static io.insula.connection.Tools.owner;
import static io.insula.connection.Tools.program;
import static io.insula.connection.Tools.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** How many programs there may be, how long they live, and what happens to who comes when all places are taken. */
@Timeout(120)
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
class ToolLimitsIT {

    private static final ToolOwner ALICE = owner("acme", "usr_alice");
    private static final ToolOwner BOB = owner("acme", "usr_bob");
    private static final ToolOwner CAROL = owner("acme", "usr_carol");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Tools tools;

    @BeforeEach
    void open() {
        ToolConfiguration defaults = ToolConfiguration.defaults();
        ToolConfiguration two = new ToolConfiguration(
                3,
                2,
                1,
                defaults.remote(),
                2,
                1,
                Duration.ofMillis(300),
                defaults.start(),
                defaults.idle(),
                defaults.age(),
                defaults.answerBytes(),
                defaults.list());
        tools = new Tools(two, Tools.sandbox("none"), new MovedClock());
    }

    @AfterEach
    void close() {
        tools.close();
        threads.shutdownNow();
    }

    @Test
    void anIdleProgramMakesRoomForAnotherOfTheSameUser() {
        ToolOwner second = new ToolOwner("demo", "acme", "usr_alice", "other", "1");
        tools.say(ALICE, "echo", "");
        tools.say(second, "echo", "");

        assertThat(tools.owners()).containsExactly(second);
    }

    @Test
    void whoFindsAllPlacesTakenWaitsALittleAndIsTurnedAway() throws Exception {
        Future<String> alice = busy(ALICE);
        Future<String> bob = busy(BOB);
        PlatformException refused = failure(CAROL);

        assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refused.retryAfter()).isPresent();
        assertThat(tools.say(owner("other", "usr_carol"), "echo", "another tenant"))
                .isEqualTo("another tenant");
        tools.say(ALICE, "release", "");
        tools.say(BOB, "release", "");
        assertThat(alice.get()).isEqualTo("done");
        assertThat(bob.get()).isEqualTo("done");
        assertThat(tools.say(CAROL, "echo", "later")).isEqualTo("later");
    }

    @Test
    void callsBeyondWhatOneConnectionTakesAreTurnedAwayToo() {
        assertThat(busy(ALICE)).isNotDone();
        assertThat(busy(ALICE)).isNotDone();

        assertThat(failure(ALICE).code()).isEqualTo(ErrorCode.RATE_LIMITED);
    }

    @Test
    void aProgramThatNobodyUsesIsEndedAfterAWhile() {
        String uid = uid(ALICE);
        move(Duration.ofMinutes(4));
        tools.connections.sweep();
        assertThat(tools.owners()).contains(ALICE);

        move(Duration.ofMinutes(2));
        tools.connections.sweep();
        assertThat(tools.owners()).isEmpty();
        Processes.awaitEnd(uid);
    }

    @Test
    void anOldProgramEndsWhenItsLastCallHasEnded() throws Exception {
        String uid = uid(ALICE);
        Future<String> call = busy(ALICE, "late", "2000 done");
        move(Duration.ofMinutes(61));
        tools.connections.sweep();

        assertThat(call.get()).isEqualTo("done");
        assertThat(uid(ALICE)).isNotEqualTo(uid);
        Processes.awaitEnd(uid);
    }

    @Test
    void theEndOfTheApplicationIsTheEndOfAllPrograms() {
        String alice = uid(ALICE);
        String bob = uid(BOB);

        tools.close();
        Processes.awaitEnd(alice);
        Processes.awaitEnd(bob);
        assertThat(failure(ALICE).code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    }

    /** A call that is under way when this returns. */
    private Future<String> busy(ToolOwner owner) {
        return busy(owner, "hold", "");
    }

    private Future<String> busy(ToolOwner owner, String tool, String with) {
        tools.say(owner, "echo", "ready");
        int before = tools.connections.calls(owner);
        Future<String> call = threads.submit(() -> tools.say(owner, tool, with));
        while (tools.connections.calls(owner) == before) {
            Thread.onSpinWait();
        }
        return call;
    }

    private PlatformException failure(ToolOwner owner) {
        return catchThrowableOfType(
                PlatformException.class, () -> tools.connections.call(owner, program(), AMPLE, "echo", with("")));
    }

    private String uid(ToolOwner owner) {
        return Processes.uid(tools.say(owner, "status", ""));
    }

    private void move(Duration ahead) {
        now.updateAndGet(time -> time.plus(ahead));
    }

    /** Stands until it is moved. */
    private final class MovedClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
