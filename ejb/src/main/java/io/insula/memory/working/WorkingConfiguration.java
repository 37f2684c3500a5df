package io.insula.memory.working;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about working memory.
 *
 * @param halfLife after which time without use a statement has half its strength
 * @param entries the statements of one user at most
 * @param cacheBytes bytes that a node keeps at hand, over all users
 */
@Dependent
public record WorkingConfiguration(Duration halfLife, int entries, long cacheBytes) {

    static final Setting<Duration> HALF_LIFE = Setting.duration(
            "insula.memory.working.half-life", Duration.ofSeconds(1), Duration.ofDays(365), Duration.ofHours(24));
    static final Setting<Integer> ENTRIES = Setting.number("insula.memory.working.entries", 1, 10_000, 500);
    static final Setting<Long> CACHE_BYTES =
            Setting.number("insula.memory.working.cache-bytes", 0L, 1L << 40, 1L << 26);

    public WorkingConfiguration {
        HALF_LIFE.check(halfLife);
        ENTRIES.check(entries);
        CACHE_BYTES.check(cacheBytes);
    }

    @Inject
    WorkingConfiguration(Config config) {
        this(HALF_LIFE.read(config), ENTRIES.read(config), CACHE_BYTES.read(config));
    }
}
