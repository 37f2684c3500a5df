package io.insula.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * The vectors that this node has at hand, bounded in bytes over all users. The key begins with the tenant; an entry
 * counts only at the revision that the asking transaction has read.
 */
@ApplicationScoped
public class VectorCache {

    @Inject
    MemoryConfiguration configuration;

    private Cache<Owner, UserVectors> vectors;

    /** Whose vectors, of which model. */
    record Owner(String tenant, String formation, String user, String model) {}

    @PostConstruct
    void open() {
        vectors = Caffeine.newBuilder()
                .maximumWeight(configuration.vectorCacheBytes())
                .<Owner, UserVectors>weigher((owner, held) -> held.bytes())
                .expireAfterAccess(configuration.vectorCacheIdle())
                .build();
    }

    Optional<UserVectors> get(Owner owner) {
        return Optional.ofNullable(vectors.getIfPresent(owner));
    }

    void put(Owner owner, UserVectors held) {
        vectors.put(owner, held);
    }
}
