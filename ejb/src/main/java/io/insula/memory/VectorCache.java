package io.insula.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * The shelves that this node has at hand, bounded in bytes over all users. The key begins with the tenant; an entry
 * counts only at the revision that the asking transaction has read.
 */
@ApplicationScoped
public class VectorCache {

    @Inject
    MemoryConfiguration configuration;

    private Cache<Owner, Shelf> shelves;

    /** Whose shelf, for which model. */
    record Owner(String tenant, String formation, String user, String model) {}

    @PostConstruct
    void open() {
        shelves = Caffeine.newBuilder()
                .maximumWeight(configuration.vectorCacheBytes())
                .<Owner, Shelf>weigher((owner, held) -> held.bytes())
                .expireAfterAccess(configuration.vectorCacheIdle())
                .build();
    }

    Optional<Shelf> get(Owner owner) {
        return Optional.ofNullable(shelves.getIfPresent(owner));
    }

    void put(Owner owner, Shelf held) {
        shelves.put(owner, held);
    }
}
