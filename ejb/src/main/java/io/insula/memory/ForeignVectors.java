package io.insula.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.formation.FormationReplaced;
import io.insula.kernel.PlatformException;
import io.insula.tenant.TenantBinding;
import io.insula.work.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;

/**
 * Notices, when a user's memories are searched, that some have vectors of another model, which no search of this one
 * finds, and has them renewed. Looks once in a while for each user.
 */
@ApplicationScoped
class ForeignVectors {

    private static final String ANY =
            "select v.memoryId from MemoryVectorEntity v where v.userId = :user and v.model <> :model";
    private static final int MOST_OWNERS = 100_000;

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    WorkQueue queue;

    private final Cache<VectorCache.Owner, Boolean> looked = Caffeine.newBuilder()
            .maximumSize(MOST_OWNERS)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    /** Looks for vectors of the bound user that are not of this model. */
    void look(String model) {
        VectorCache.Owner owner = new VectorCache.Owner(binding.tenant(), binding.formation(), binding.person(), model);
        if (looked.getIfPresent(owner) != null) {
            return;
        }
        List<String> any = entities.createQuery(ANY, String.class)
                .setParameter("user", binding.person())
                .setParameter("model", model)
                .setMaxResults(1)
                .getResultList();
        if (any.isEmpty() || queue.isOpen(VectorRenewal.KIND) || isAdded(model)) {
            looked.put(owner, true);
        }
    }

    /** A formation may have gone back to a model that nobody was looked at for lately. */
    void forget(@Observes FormationReplaced news) {
        looked.asMap().keySet().removeIf(owner -> owner.formation().equals(news.formation()));
    }

    /** Whoever has too much going on is served all the same; it is added another time. */
    private boolean isAdded(String model) {
        try {
            queue.add(VectorRenewal.KIND, model, null);
            return true;
        } catch (PlatformException crowded) {
            return false;
        }
    }
}
