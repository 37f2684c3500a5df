package io.insula.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserVectorsTest {

    @Test
    void weighsNoLessWhenItHoldsMoreThanAnIntCounts() {
        assertThat(UserVectors.bytes(384, 1)).isEqualTo(1_636);
        assertThat(UserVectors.bytes(600_000_000, 1_562_500)).isEqualTo(Integer.MAX_VALUE);
    }
}
