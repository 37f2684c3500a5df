package io.insula.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts by the minute what somebody tried in vain. The minute begins with the first of it; old ones are forgotten. */
public final class AttemptWindows {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long MOST_COUNTED = 100_000;

    private final Cache<String, Window> windows = Caffeine.newBuilder()
            .maximumSize(MOST_COUNTED)
            .expireAfterWrite(WINDOW)
            .build();
    private final int most;
    private final Clock clock;

    private record Window(Instant end, AtomicInteger count) {}

    /** With so many in a minute before somebody has to wait. */
    public AttemptWindows(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** For how long somebody has to wait; empty for not at all. */
    public Optional<Duration> waitOf(String who) {
        Window window = windows.getIfPresent(who);
        Instant now = clock.instant();
        return window != null && now.isBefore(window.end()) && window.count().get() >= most
                ? Optional.of(Duration.between(now, window.end()))
                : Optional.empty();
    }

    /** Counts one more. */
    public void failed(String who) {
        Instant now = clock.instant();
        Window window = windows.asMap()
                .compute(
                        who,
                        (key, running) -> running != null && now.isBefore(running.end())
                                ? running
                                : new Window(now.plus(WINDOW), new AtomicInteger()));
        window.count().incrementAndGet();
    }
}
