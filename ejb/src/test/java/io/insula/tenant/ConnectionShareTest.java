package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionShareTest {

    private static final Duration NO_TIME = Duration.ZERO;
    private static final Duration AMPLE = Duration.ofSeconds(30);

    private final ConnectionShare share = new ConnectionShare();

    @Test
    void whoFindsTheShareUsedUpIsToldToComeBack() {
        share.take(2, 1, NO_TIME);
        share.take(2, 1, NO_TIME);

        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> share.take(2, 1, NO_TIME))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                    assertThat(refusal.retryAfter()).isPresent();
                });

        share.giveBack();
        share.take(2, 1, NO_TIME);
    }

    @Test
    void nobodyWaitsWhereAsManyWaitAsMay() {
        share.take(1, 0, AMPLE);

        assertThatExceptionOfType(PlatformException.class).isThrownBy(() -> share.take(1, 0, AMPLE));
    }

    @Test
    void aLargerShareHoldsAtOnce() {
        share.take(1, 1, NO_TIME);
        share.take(2, 1, NO_TIME);
    }

    @Test
    void aCrowdNeverHoldsMoreThanTheShareAndAllOfItComesThrough() throws Exception {
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<?>> crowd = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                crowd.add(threads.submit(() -> {
                    share.take(3, 100, AMPLE);
                    most.accumulateAndGet(held.incrementAndGet(), Math::max);
                    held.decrementAndGet();
                    share.giveBack();
                }));
            }
            for (Future<?> each : crowd) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(most.get()).isBetween(1, 3);
    }
}
