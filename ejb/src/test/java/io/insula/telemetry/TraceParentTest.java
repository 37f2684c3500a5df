package io.insula.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceParentTest {

    private static final String GOOD = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void readsWhatItWrites() {
        assertThat(TraceParent.read(List.of(GOOD)).map(TraceParent::toString)).contains(GOOD);
    }

    @Test
    void heedsLaterVersionsAsFarAsItKnowsThem() {
        assertThat(TraceParent.read(List.of("cc" + GOOD.substring(2) + "-what-comes")))
                .hasValueSatisfying(parent -> assertThat(parent.sampled()).isTrue());
    }

    @Test
    void believesNoneOfTwo() {
        assertThat(TraceParent.read(List.of(GOOD, GOOD))).isEmpty();
        assertThat(TraceParent.read(List.of())).isEmpty();
    }
}
