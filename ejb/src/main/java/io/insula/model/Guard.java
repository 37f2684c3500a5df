package io.insula.model;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.insula.model.ProviderException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Stands before one endpoint of one formation: lets a bounded number of calls through at once, of one tenant no more than
 * its share, so that none shuts the others out; and no call for a while once half of the last ones failed. What a provider refuses does not count as a failure, or one user's odd message would shut
 * the others out.
 */
final class Guard {

    private static final float HALF = 50;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final CircuitBreaker breaker;
    private final Semaphore places;
    private final Map<String, Integer> callsOfTenants = new ConcurrentHashMap<>();
    private final int share;
    private final Duration pause;

    Guard(ModelConfiguration configuration) {
        pause = configuration.breakerPause();
        places = new Semaphore(configuration.concurrency());
        share = configuration.perTenant();
        breaker = CircuitBreaker.of(
                "endpoint",
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                configuration.breakerCalls(),
                                configuration.breakerCalls(),
                                SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(HALF)
                        .waitDurationInOpenState(pause)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /**
     * Makes one attempt.
     *
     * @throws ProviderException CROWDED or SLOW where the attempt was not even made: trying again at once is of no use
     */
    <T> T attempt(String tenant, Supplier<T> call) {
        callsOfTenants.compute(tenant, (same, under) -> oneMore(under == null ? 0 : under));
        try {
            return placed(call);
        } finally {
            callsOfTenants.compute(tenant, (same, under) -> under == null || under == 1 ? null : under - 1);
        }
    }

    private int oneMore(int under) {
        if (under >= share) {
            throw new ProviderException(
                    Kind.CROWDED, "Too many calls of the model are under way for this tenant", SOON);
        }
        return under + 1;
    }

    private <T> T placed(Supplier<T> call) {
        if (!places.tryAcquire()) {
            throw new ProviderException(Kind.SLOW, "Too many calls of the model are under way", SOON);
        }
        try {
            return watched(call);
        } finally {
            places.release();
        }
    }

    private <T> T watched(Supplier<T> call) {
        if (!breaker.tryAcquirePermission()) {
            throw new ProviderException(Kind.SLOW, "The model's provider is left alone for a while", pause);
        }
        long start = System.nanoTime();
        boolean judged = false;
        try {
            T result = call.get();
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            judged = true;
            return result;
        } catch (ProviderException e) {
            if (e.kind() == Kind.DOWN || e.kind() == Kind.SLOW) {
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
                judged = true;
            } else if (e.kind() == Kind.UNUSABLE) {
                breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                judged = true;
            }
            throw e;
        } finally {
            if (!judged) {
                breaker.releasePermission();
            }
        }
    }
}
