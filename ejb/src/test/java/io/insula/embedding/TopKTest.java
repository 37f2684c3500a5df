package io.insula.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopKTest {

    private static final float NO_MINIMUM = Float.NEGATIVE_INFINITY;

    @Test
    void findsAmongTenThousandWhatComparingAllWouldFind() {
        Random random = new Random(11);
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            rows.add(Vectors.normalize(VectorsTest.random(random, 384)));
        }
        float[] query = Vectors.normalize(VectorsTest.random(random, 384));
        List<TopK.Hit> naive = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            naive.add(new TopK.Hit(i, Vectors.dot(query, rows.get(i))));
        }
        naive.sort(Comparator.comparingDouble(TopK.Hit::score).reversed());

        float[] packed = Vectors.pack(rows, rows.size(), 384);

        assertThat(TopK.scan(query, packed, 25, NO_MINIMUM)).isEqualTo(naive.subList(0, 25));
    }

    @Test
    void leavesOutWhatScoresBelowTheMinimum() {
        float[] packed = {0.2f, 0.5f, 0.9f, 0.5f};

        assertThat(TopK.scan(new float[] {1f}, packed, 10, 0.5f))
                .extracting(TopK.Hit::row)
                .containsExactly(2, 1, 3);
    }

    @Test
    void choosesAmongTheWantedRowsBeforeItCutsOff() {
        float[] packed = {0.9f, 0.8f, 0.7f, 0.6f};

        assertThat(TopK.scan(new float[] {1f}, packed, 2, NO_MINIMUM, row -> row % 2 == 1))
                .extracting(TopK.Hit::row)
                .containsExactly(1, 3);
    }

    @Test
    void equalScoresKeepTheOrderOfTheRows() {
        float[] packed = {1f, 1f, 1f, 1f, 1f};

        assertThat(TopK.scan(new float[] {1f}, packed, 3, NO_MINIMUM))
                .extracting(TopK.Hit::row)
                .containsExactly(0, 1, 2);
    }

    @Test
    void findsNothingInNothing() {
        assertThat(TopK.scan(new float[4], new float[0], 5, NO_MINIMUM)).isEmpty();
        assertThat(TopK.scan(new float[1], new float[3], 0, NO_MINIMUM)).isEmpty();
    }

    @Test
    void refusesRowsThatAreNotWhole() {
        assertThatThrownBy(() -> TopK.scan(new float[4], new float[7], 1, NO_MINIMUM))
                .hasMessageContaining("7 components");
    }
}
