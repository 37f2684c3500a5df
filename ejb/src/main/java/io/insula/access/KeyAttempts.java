package io.insula.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts wrong keys by the minute, and lets whoever sent too many wait. Keys that the node knows pass all the same: who
 * is served already shall not be shut out by somebody who guesses.
 */
@ApplicationScoped
class KeyAttempts {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long MOST_COUNTED = 100_000;

    private final Cache<String, Window> byAddress = windows();
    private final Cache<String, Window> byFormation = windows();

    private int perAddress;
    private int perFormation;
    private Clock clock;

    private record Window(Instant end, AtomicInteger count) {}

    /** What the container's proxy is made with. */
    KeyAttempts() {}

    @Inject
    KeyAttempts(KeyConfiguration configuration, Clock clock) {
        this.perAddress = configuration.attemptsPerAddress();
        this.perFormation = configuration.attemptsPerFormation();
        this.clock = clock;
    }

    /**
     * Lets a key that is not known yet be looked at.
     *
     * @throws PlatformException RATE_LIMITED after too many wrong ones
     */
    void admit(Knock knock) {
        admit(byAddress, knock.address(), perAddress);
        admit(byFormation, knock.formation(), perFormation);
    }

    /** Counts a wrong one. */
    void failed(Knock knock) {
        count(byAddress, knock.address());
        count(byFormation, knock.formation());
    }

    private void admit(Cache<String, Window> windows, String who, int most) {
        Window window = windows.getIfPresent(who);
        Instant now = clock.instant();
        if (window != null && now.isBefore(window.end()) && window.count().get() >= most) {
            throw PlatformException.rateLimited(
                    "Too many wrong keys were sent; try again later", Duration.between(now, window.end()));
        }
    }

    private void count(Cache<String, Window> windows, String who) {
        Instant now = clock.instant();
        Window window = windows.asMap()
                .compute(
                        who,
                        (key, running) -> running != null && now.isBefore(running.end())
                                ? running
                                : new Window(now.plus(WINDOW), new AtomicInteger()));
        window.count().incrementAndGet();
    }

    private static Cache<String, Window> windows() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_COUNTED)
                .expireAfterWrite(WINDOW)
                .build();
    }
}
