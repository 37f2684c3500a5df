package io.insula.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.search.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsTest {

    private static final Memory BERLIN = memory("mem_1", "I live in Berlin");

    @Test
    void whatWasWrittenIsReadAgain() {
        Verdicts decided = Verdicts.NONE.and(Map.of(BERLIN, Verdict.SUPERSEDES));

        assertThat(Verdicts.read(decided.written())).isEqualTo(decided);
        assertThat(decided.of(BERLIN)).isEqualTo(Verdict.SUPERSEDES);
        assertThat(decided.of(memory("mem_2", "I live in Berlin"))).isEqualTo(Verdict.OPEN);
    }

    @Test
    void aDecisionIsAboutWords() {
        Verdicts decided = Verdicts.NONE.and(Map.of(BERLIN, Verdict.SUPERSEDES));

        assertThat(decided.of(memory("mem_1", "I live in Rome"))).isEqualTo(Verdict.OPEN);
    }

    @Test
    void theLastDecisionCountsAndTheFirstMakeRoom() {
        Verdicts all = Verdicts.NONE;
        for (int i = 0; i < 100; i++) {
            all = all.and(Map.of(memory("mem_abcdefghijklmnopqrstuvwxyz" + i, "x".repeat(i)), Verdict.SUPERSEDES));
        }

        assertThat(all.byEarlier()).hasSize(Verdicts.MOST).containsKey("mem_abcdefghijklmnopqrstuvwxyz99");
        assertThat(all.written()).hasSizeLessThan(2000);
        assertThat(Verdicts.NONE
                        .and(Map.of(BERLIN, Verdict.SAME))
                        .and(Map.of(BERLIN, Verdict.COMPATIBLE))
                        .of(BERLIN))
                .isEqualTo(Verdict.COMPATIBLE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "mem_1", "mem_1 supersedes", "mem_1 open 1f", "mem_1 deletes 1f", "a b c d"})
    void whatCannotBeReadWasNotDecided(String written) {
        assertThat(Verdicts.read(written)).isEqualTo(Verdicts.NONE);
    }

    private static Memory memory(String id, String content) {
        Instant at = Instant.EPOCH;
        return new Memory(
                id,
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
