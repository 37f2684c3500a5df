package io.insula.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorsTest {

    @Test
    void storesTheLeastSignificantByteFirst() {
        assertThat(Vectors.toBytes(new float[] {1f, -2.5f})).containsExactly(0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0);
    }

    @Test
    void readsBackWhatItStored() {
        float[] vector = {0f, -0f, 1.5e-40f, Float.MAX_VALUE, (float) Math.PI};
        assertThat(Vectors.fromBytes(Vectors.toBytes(vector))).isEqualTo(vector);
    }

    @Test
    void refusesBytesThatAreNotWholeComponents() {
        assertThatThrownBy(() -> Vectors.fromBytes(new byte[7])).hasMessageContaining("7 bytes");
    }

    @Test
    void multipliesEveryComponentWhateverTheDimension() {
        Random random = new Random(7);
        for (int dimension : new int[] {0, 1, 7, 8, 9, 384, 385}) {
            float[] left = random(random, dimension);
            float[] right = random(random, dimension);
            double expected = 0;
            for (int i = 0; i < dimension; i++) {
                expected += (double) left[i] * right[i];
            }
            assertThat((double) Vectors.dot(left, right)).isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void refusesToCompareDifferentDimensions() {
        assertThatThrownBy(() -> Vectors.dot(new float[3], new float[4])).hasMessageContaining("3 and 4 dimensions");
        assertThatThrownBy(() -> Vectors.pack(List.of(new float[3]), 1, 4)).hasMessageContaining("4 dimensions");
    }

    @Test
    void scalesToLengthOneAndLeavesZeroAlone() {
        assertThat(Vectors.normalize(new float[] {3, 4})).containsExactly(0.6f, 0.8f);
        assertThat(Vectors.normalize(new float[2])).containsExactly(0f, 0f);
    }

    static float[] random(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
