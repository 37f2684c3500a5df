package io.insula.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.identity.HeldUser;
import io.insula.identity.Keepsakes;
import io.insula.identity.UserErased;
import io.insula.telemetry.Telemetry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The shelves that this node has at hand, bounded in bytes over all users. The key begins with the tenant; an entry
 * counts only at the revision that the asking transaction has read.
 */
@ApplicationScoped
public class VectorCache implements Keepsakes {

    @Inject
    Telemetry telemetry;

    @Inject
    MemoryConfiguration configuration;

    private Cache<Owner, Shelf> shelves;

    /** Whose shelf, for which model. */
    public record Owner(String tenant, String formation, String user, String model) {

        public HeldUser held() {
            return new HeldUser(formation, tenant, user);
        }

        public boolean isOf(UserErased erased) {
            return tenant.equals(erased.tenantId())
                    && formation.equals(erased.formation())
                    && user.equals(erased.userId());
        }
    }

    @PostConstruct
    void open() {
        shelves = Caffeine.newBuilder()
                .maximumWeight(configuration.vectorCacheBytes())
                .<Owner, Shelf>weigher((owner, held) -> held.bytes())
                .expireAfterAccess(configuration.vectorCacheIdle())
                .recordStats()
                .build();
        telemetry.watch("vectors", shelves);
    }

    Optional<Shelf> get(Owner owner) {
        return Optional.ofNullable(shelves.getIfPresent(owner));
    }

    void put(Owner owner, Shelf held) {
        shelves.put(owner, held);
    }

    @Override
    public Set<HeldUser> users() {
        return shelves.asMap().keySet().stream().map(Owner::held).collect(Collectors.toSet());
    }

    /** What an erased user left here goes as soon as the erasure is known. */
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserErased erased) {
        shelves.asMap().keySet().removeIf(owner -> owner.isOf(erased));
    }
}
