package io.insula.memory.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.memory.Memory;
import io.insula.memory.MemoryHit;
import io.insula.memory.Verdicts;
import io.insula.search.Scores;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryAnswerTest {

    @ParameterizedTest
    @ValueSource(strings = {"content", "detail"})
    void comesBackInTheShapeInWhichItWasSent(String shape) {
        MemoryAnswer answer =
                MemoryAnswer.of(new MemoryHit(memory(shape), 0.5, new Scores(0.4, 2, 0.5, 0), 1, null), "user_1");

        assertThat(answer.content()).isEqualTo(shape.equals("content") ? "likes tea" : null);
        assertThat(answer.detail()).isEqualTo(shape.equals("detail") ? "likes tea" : null);
        assertThat(answer.score()).isEqualTo(0.5);
        assertThat(answer.scores()).isEqualTo(new HitScores(0.4, 2, 0.5, 0));
        assertThat(answer.ranks()).isEqualTo(new HitRanks(1, null));
        assertThat(answer.userId()).isEqualTo("user_1");
    }

    private static Memory memory(String shape) {
        return new Memory(
                "mem_1",
                "likes tea",
                "preference",
                null,
                "explicit",
                shape,
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                "default",
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                1,
                1,
                List.of(),
                Verdicts.NONE);
    }
}
