package io.insula.memory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much of the vectors of its users a node keeps in memory. */
@ApplicationScoped
public class MemoryConfiguration {

    @Inject
    @ConfigProperty(name = "insula.memory.vector-cache.bytes", defaultValue = "134217728")
    long vectorCacheBytes;

    @Inject
    @ConfigProperty(name = "insula.memory.vector-cache.idle", defaultValue = "PT30M")
    Duration vectorCacheIdle;

    /** Bytes of vectors, over all users. */
    public long vectorCacheBytes() {
        return vectorCacheBytes;
    }

    /** After how long without use a user's vectors leave. */
    public Duration vectorCacheIdle() {
        return vectorCacheIdle;
    }
}
