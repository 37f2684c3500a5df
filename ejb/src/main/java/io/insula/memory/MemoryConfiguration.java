package io.insula.memory;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about how much of the vectors of its users a node keeps at hand.
 *
 * @param vectorCacheBytes bytes of vectors, over all users
 * @param vectorCacheIdle after how long without use a user's vectors leave
 */
@Dependent
public record MemoryConfiguration(long vectorCacheBytes, Duration vectorCacheIdle) {

    static final Setting<Long> VECTOR_CACHE_BYTES =
            Setting.number("insula.memory.vector-cache.bytes", 0L, 1L << 40, 1L << 27);
    static final Setting<Duration> VECTOR_CACHE_IDLE = Setting.duration(
            "insula.memory.vector-cache.idle", Duration.ofSeconds(1), Duration.ofHours(24), Duration.ofMinutes(30));

    public MemoryConfiguration {
        VECTOR_CACHE_BYTES.check(vectorCacheBytes);
        VECTOR_CACHE_IDLE.check(vectorCacheIdle);
    }

    @Inject
    MemoryConfiguration(Config config) {
        this(VECTOR_CACHE_BYTES.read(config), VECTOR_CACHE_IDLE.read(config));
    }
}
