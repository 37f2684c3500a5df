package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.identity.Preference;
import io.insula.memory.Memory;
import io.insula.memory.Verdicts;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtractiveSynopsisTest {

    private static final Instant NOW = Instant.EPOCH;

    @Test
    void tellsPreferencesAndTheLatestMemoriesInTheUsersOwnWords() {
        String synopsis = ExtractiveSynopsis.of(
                List.of(
                        preference("python", JsonValue.TRUE),
                        preference("green_tea", JsonValue.TRUE),
                        preference("java", JsonValue.FALSE),
                        preference("favorite.color", Json.createValue("blue"))),
                List.of(memory("I moved\nto Berlin")));

        assertThat(synopsis)
                .isEqualTo("Likes python, green tea. Does not like java. favorite color: blue."
                        + " Said: “I moved to Berlin”.");
    }

    @Test
    void saysSoWhenNothingIsKnown() {
        assertThat(ExtractiveSynopsis.of(List.of(), List.of())).isEqualTo(ExtractiveSynopsis.NOTHING);
    }

    @Test
    void staysShortHoweverMuchIsKnown() {
        Preference wordy = preference("motto", Json.createValue("x".repeat(4_000)));

        String synopsis = ExtractiveSynopsis.of(
                Collections.nCopies(50, wordy), Collections.nCopies(20, memory("y".repeat(9_000))));

        assertThat(synopsis).hasSizeLessThanOrEqualTo(2_001);
    }

    private static Preference preference(String key, JsonValue value) {
        return new Preference("prf_1", key, value, null, NOW, NOW);
    }

    private static Memory memory(String content) {
        return new Memory(
                "mem_1",
                content,
                null,
                null,
                "explicit",
                "content",
                null,
                NOW,
                "default",
                null,
                NOW,
                null,
                1,
                1,
                List.of(),
                Verdicts.NONE);
    }
}
