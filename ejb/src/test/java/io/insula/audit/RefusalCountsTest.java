package io.insula.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.audit.RefusalCounts.Actor;
import io.insula.audit.RefusalCounts.Stranger;
import io.insula.audit.RefusalCounts.Surplus;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalCountsTest {

    private final RefusalCounts counts = new RefusalCounts(3, 2);

    @Test
    void aKeyIsWrittenOneByOneUpToItsBoundAndCountedBeyond() {
        long single = IntStream.range(0, 1_000)
                .filter(i -> counts.isSingle(refusal("key_1", "forbidden")))
                .count();

        assertThat(single).isEqualTo(3);
        assertThat(counts.drainSurplus()).isEqualTo(Map.of(new Surplus(new Actor("alpha", "key_1"), "forbidden"), 997));
    }

    @Test
    void eachKeyHasABoundOfItsOwnAndANewOneEachMinute() {
        IntStream.range(0, 10).forEach(i -> counts.isSingle(refusal("key_1", "forbidden")));

        assertThat(counts.isSingle(refusal("key_2", "forbidden"))).isTrue();
        counts.drainSurplus();
        assertThat(counts.isSingle(refusal("key_1", "conflict"))).isTrue();
        assertThat(counts.drainSurplus()).isEmpty();
    }

    @Test
    void strangersAreCountedByNetworkAndNeverMoreOfThemThanTheBound() {
        for (int host = 0; host < 256; host++) {
            for (int network = 0; network < 100; network++) {
                counts.addStranger("203.0." + network + '.' + host, "unauthorized");
            }
        }

        assertThat(counts.drainStrangers())
                .isEqualTo(Map.of(
                        new Stranger("203.0.0.0/24", "unauthorized"),
                        256,
                        new Stranger("203.0.1.0/24", "unauthorized"),
                        256,
                        new Stranger("others", "others"),
                        98 * 256));
    }

    private static Refusal refusal(String actor, String result) {
        return new Refusal("alpha", null, null, actor, "GET /v1/memories", result, "127.0.0.1", "req_1");
    }
}
