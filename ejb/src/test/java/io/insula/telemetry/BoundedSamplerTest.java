package io.insula.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedSamplerTest {

    @Test
    void noMoreTracesBeginInASecondThanMay() {
        BoundedSampler sampler = new BoundedSampler(100, 3);

        assertThat(IntStream.range(0, 10).filter(i -> sampler.isWithinBound(1_000)))
                .hasSize(3);
        assertThat(sampler.isWithinBound(1_000_000_000L)).isTrue();
    }
}
