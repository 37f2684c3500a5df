package io.insula.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.embedding.VectorIndex.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Which users had too many memories to compare each when this node last looked. Only a hint that the index is worth
 * asking before the transaction begins; the transaction itself counts again.
 */
@ApplicationScoped
public class ManyMemories {

    private static final int MOST = 100_000;
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Cache<Owner, Boolean> owners = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(REMEMBERED)
            .build();

    void note(Owner owner) {
        owners.put(owner, true);
    }

    void strike(Owner owner) {
        owners.invalidate(owner);
    }

    boolean holds(Owner owner) {
        return owners.getIfPresent(owner) != null;
    }
}
