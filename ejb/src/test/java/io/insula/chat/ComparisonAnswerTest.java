package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.memory.Comparison;
import io.insula.memory.Memory;
import io.insula.memory.Verdicts;
import io.insula.search.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonAnswerTest {

    private static final List<Comparison> PAIRS = List.of(
            pair("I live in Berlin", "I moved to Rome"), pair("I have a dog", "I have a cat"), pair("Tea", "Coffee"));

    @Test
    void takesAVerdictOnEachPairThatWasAskedAbout() {
        String answer =
                """
                {"pairs": [
                  {"n": 1, "verdict": "supersedes"},
                  {"n": 1, "verdict": "same"},
                  {"n": 2, "verdict": "compatible"},
                  {"n": 3, "verdict": "open"},
                  {"n": 4, "verdict": "supersedes"},
                  {"n": -1, "verdict": "supersedes"},
                  {"n": 1.5, "verdict": "supersedes"},
                  {"n": 3, "verdict": true},
                  {"older": "mem_of_somebody_else", "verdict": "supersedes"}
                ]}""";

        assertThat(ComparisonAnswer.read(answer, PAIRS))
                .containsExactly(
                        PAIRS.get(0).decided(Verdict.SUPERSEDES), PAIRS.get(1).decided(Verdict.COMPATIBLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "supersedes", "{\"pairs\": \"supersedes\"}", "{\"pairs\": [{\"n\": 1"})
    void whatIsNoAnswerDecidesNothing(String answer) {
        assertThat(ComparisonAnswer.read(answer, PAIRS)).isEmpty();
    }

    @Test
    void namesPairsByNumbersAlone() {
        assertThat(ComparisonAnswer.question(PAIRS).lines().get(0))
                .isEqualTo("{\"kind\":\"pair\",\"earlier\":\"I live in Berlin\","
                        + "\"later\":\"I moved to Rome\",\"n\":\"1\"}");
    }

    private static Comparison pair(String older, String newer) {
        return new Comparison(memory(newer), memory(older), Verdict.OPEN);
    }

    private static Memory memory(String content) {
        Instant at = Instant.EPOCH;
        return new Memory(
                "mem_1",
                content,
                null,
                null,
                "explicit",
                "content",
                null,
                at,
                "default",
                null,
                at,
                null,
                1,
                1,
                List.of(),
                Verdicts.NONE);
    }
}
