package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.client.InsulaException;
import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.PageQuery;
import io.insula.client.Preference;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Preferences are set by callers and read from what a user says; a synopsis tells of them while they hold. */
@ExtendWith(SharedServer.class)
class PreferencesIT {

    private static final String PATH = "/users/me/preferences/";

    private final Door alpha;
    private final String acme = Fresh.name("acme");
    private final InsulaUser alice;
    private final InsulaUser bob;

    PreferencesIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        alice = alpha.user(acme + ":alice");
        bob = alpha.user(acme + ":bob");
    }

    @Test
    void whatAUserLikesIsAPreferenceOfThatUserAlone() {
        alice.chat("Remember I like Python");

        Preference python = alice.getPreference("python");
        assertThat(python.value()).isEqualTo(true);
        assertThat(python.source()).isEqualTo("episodic");
        assertThat(alice.chat("What language do I like?").response()).contains("Python");
        assertThat(bob.chat("What language do I like?").response()).doesNotContain("Python");
        assertThat(bob.getPreferences().items()).isEmpty();
    }

    @Test
    void whatACallerSetAnswersToo() {
        alice.setPreference("favorite.color", "blue");

        assertThat(alice.chat("What's my favorite color?").response()).contains("favorite.color = \"blue\"");
        assertThat(bob.chat("What's my favorite color?").response()).doesNotContain("blue");
    }

    @Test
    void theLastWordCounts() {
        alice.chat("I like Java");
        String id = alice.getPreference("java").id();
        alice.chat("I no longer like Java");
        assertThat(alice.getPreference("java").value()).isEqualTo(false);

        Preference set = alice.setPreference("java", Map.of("version", 17));

        assertThat(set.id()).isEqualTo(id);
        assertThat(set.value()).isEqualTo(Map.of("version", 17));
        assertThat(set.source()).isEqualTo("explicit");
        assertThat(alice.getPreferences().items()).extracting(Preference::key).containsExactly("java");
    }

    @Test
    void whatWasReadFromAMemoryGoesWithIt() {
        alice.chat("I like Python");
        assertThat(alice.getSynopsis().synopsis()).contains("python");

        alice.memories().map(Memory::id).toList().forEach(alice::deleteMemory);

        assertThat(alice.getPreferences().items()).isEmpty();
        assertThat(alice.getSynopsis().synopsis()).doesNotContainIgnoringCase("python");
    }

    @Test
    void theSynopsisIsKeptUntilItIsDroppedAndNeverTellsWhatIsGone() {
        alice.setPreference("favorite.color", "blue");
        assertThat(alice.getSynopsis().synopsis()).contains("favorite color: blue");
        assertThat(alice.getSynopsis()).isEqualTo(alice.getSynopsis());

        alice.deletePreference("favorite.color");
        assertThat(alice.getSynopsis().synopsis()).doesNotContain("blue");

        alice.chat("My hamster is called Biscuit");
        alice.refreshSynopsis();
        assertThat(alice.getSynopsis().synopsis()).contains("Biscuit");
        assertThat(alice.getSynopsis().author()).isEqualTo("extractive");
        assertThat(bob.getSynopsis().synopsis()).doesNotContain("Biscuit");
    }

    @Test
    void preferencesAreListedPageByPage() {
        List.of("a", "b", "c").forEach(key -> alice.setPreference(key, key));

        assertThat(alice.getPreferences(PageQuery.of(2)).items())
                .extracting(Preference::key)
                .containsExactly("a", "b");
        String next = alice.getPreferences(PageQuery.of(2)).nextCursor();
        assertThat(alice.getPreferences(PageQuery.of(2).after(next)).items())
                .extracting(Preference::key)
                .containsExactly("c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".a", "a b", "ä", "a.b.c.d.e.f.g.h.i"})
    void aMalformedKeyIsRefusedWhenSetAndAbsentWhenRead(String key) {
        String path = PATH + key.replace(" ", "%20").replace("ä", "%C3%A4");

        Answer set = alpha.as(acme + ":alice", "PUT", path)
                .json(Map.of("value", true))
                .send();
        Answer read = alpha.as(acme + ":alice", "GET", path).send();

        assertThat(set.status()).as(set.body()).isEqualTo(422);
        assertThat(set.faultyFields()).containsExactly("key");
        assertThat(read.status()).isEqualTo(404);
    }

    @Test
    void aValueThatIsMissingOrTooLongIsNamed() {
        Answer missing =
                alpha.as(acme + ":alice", "PUT", PATH + "a").json(Map.of()).send();
        Answer tooLong = alpha.as(acme + ":alice", "PUT", PATH + "a")
                .json(Map.of("value", "x".repeat(5_000)))
                .send();

        assertThat(missing.faultyFields()).containsExactly("value");
        assertThat(tooLong.faultyFields()).containsExactly("value");
        assertThatExceptionOfType(InsulaException.class)
                .isThrownBy(() -> alice.getPreference("a"))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(404));
    }
}
