package io.insula.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long, and for how many, the node remembers who stands behind a key or an identifier. */
@ApplicationScoped
public class AccessConfiguration {

    @Inject
    @ConfigProperty(name = "insula.access.cache.ttl", defaultValue = "PT1H")
    Duration cacheTtl;

    @Inject
    @ConfigProperty(name = "insula.access.cache.size", defaultValue = "100000")
    long cacheSize;

    /** How long at most; a change is noticed at once, however long this is. */
    public Duration cacheTtl() {
        return cacheTtl;
    }

    /** How many keys, and how many identifiers. */
    public long cacheSize() {
        return cacheSize;
    }
}
