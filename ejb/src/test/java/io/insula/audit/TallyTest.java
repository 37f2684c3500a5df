package io.insula.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally<String> tally = new Tally<>(2, "others");

    @Test
    void countsEachNameByItself() {
        assertThat(tally.add("a")).isOne();
        assertThat(tally.add("b")).isOne();
        assertThat(tally.add("a")).isEqualTo(2);

        assertThat(tally.drain()).isEqualTo(Map.of("a", 2, "b", 1));
    }

    @Test
    void countsTogetherWhatComesBeyondItsBound() {
        for (int i = 0; i < 1_000; i++) {
            tally.add("name " + i);
        }

        assertThat(tally.drain()).isEqualTo(Map.of("name 0", 1, "name 1", 1, "others", 998));
    }

    @Test
    void beginsAnewOnceItWasRead() {
        tally.add("a");
        tally.drain();

        assertThat(tally.drain()).isEmpty();
        assertThat(tally.add("a")).isOne();
    }
}
