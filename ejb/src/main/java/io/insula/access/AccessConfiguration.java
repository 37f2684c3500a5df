package io.insula.access;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about access.
 *
 * @param keysDirectory where the server keeps the secrets that it makes for itself
 * @param cacheTtl how long at most the node remembers who stands behind a key or an identifier; a change is noticed at
 *     once, however long this is
 * @param cacheSize how many keys it remembers, and how many identifiers
 */
@Dependent
public record AccessConfiguration(String keysDirectory, Duration cacheTtl, long cacheSize) {

    static final Setting<String> KEYS_DIRECTORY = Setting.text("insula.keys.directory");
    static final Setting<Duration> CACHE_TTL = Setting.duration(
            "insula.access.cache.ttl", Duration.ofSeconds(1), Duration.ofHours(24), Duration.ofHours(1));
    static final Setting<Long> CACHE_SIZE = Setting.number("insula.access.cache.size", 0L, 10_000_000L, 100_000L);

    public AccessConfiguration {
        CACHE_TTL.check(cacheTtl);
        CACHE_SIZE.check(cacheSize);
    }

    @Inject
    AccessConfiguration(Config config) {
        this(KEYS_DIRECTORY.read(config), CACHE_TTL.read(config), CACHE_SIZE.read(config));
    }
}
