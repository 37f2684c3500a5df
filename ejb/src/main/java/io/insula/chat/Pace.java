package io.insula.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * How long the models took lately for a whole answer, as this node saw it. Each answer counts as much as all before it, so
 * that a provider that has become slow, or quick again, is soon known to be.
 */
@ApplicationScoped
class Pace {

    private static final long MOST = 10_000;

    private final Cache<Model, Duration> lately = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    private record Model(String formation, String label) {}

    /** How long the next answer is expected to take; nothing for a model of which nothing is known. */
    Duration expected(String formation, String label) {
        Duration known = lately.getIfPresent(new Model(formation, label));
        return known == null ? Duration.ZERO : known;
    }

    void took(String formation, String label, Duration time) {
        lately.asMap().merge(new Model(formation, label), time, (before, now) -> before.plus(now)
                .dividedBy(2));
    }
}
