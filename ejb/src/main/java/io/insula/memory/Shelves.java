package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.memory.entity.MemoryRevisionEntity;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The shelf of the user to whom the running transaction is bound, brought up to the revision that this transaction
 * reads. For transactions that have written no memory yet: the cache must not learn what may be rolled back.
 */
@ApplicationScoped
class Shelves {

    private static final String NEWER =
            "select m.id, m.collection, m.sessionId, m.createdAt, m.expiresAt, v.model, v.vector, m.content"
                    + " from MemoryVectorEntity v, MemoryEntity m where v.userId = :user and m.userId = :user"
                    + " and m.id = v.memoryId and v.revision > :since and v.revision <= :now order by v.revision";
    private static final String LIVING = "select v.memoryId from MemoryVectorEntity v where v.userId = :user";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    VectorCache cache;

    /** The user's memories for one model. */
    Shelf of(String model) {
        MemoryRevisionEntity now = entities.find(MemoryRevisionEntity.class, binding.person());
        if (now == null) {
            return Shelf.empty();
        }
        VectorCache.Owner owner = new VectorCache.Owner(binding.tenant(), binding.formation(), binding.person(), model);
        Shelf held = cache.get(owner).orElseGet(Shelf::empty);
        if (held.revision() == now.revision()) {
            return held;
        }
        Shelf base = held.revision() > now.revision() ? Shelf.empty() : held;
        if (base.revision() < now.deletedRevision() && base.revision() > 0) {
            base = base.only(living());
        }
        if (base.isWorn()) {
            base = Shelf.empty();
        }
        // What is committed since the revision was read waits for the next look: a deletion may stand before it.
        Shelf current = base.and(newer(model, base.revision(), now.revision()), now.revision());
        cache.put(owner, current);
        return current;
    }

    private Set<String> living() {
        return new HashSet<>(entities.createQuery(LIVING, String.class)
                .setParameter("user", binding.person())
                .getResultList());
    }

    private List<Shelf.Row> newer(String model, long since, long now) {
        return entities.createQuery(NEWER, Object[].class)
                .setParameter("user", binding.person())
                .setParameter("since", since)
                .setParameter("now", now)
                .getResultStream()
                .map(columns -> row(model, columns))
                .toList();
    }

    private static Shelf.Row row(String model, Object[] columns) {
        boolean measured = model.equals(columns[5]);
        Card card = new Card(
                (String) columns[0],
                (String) columns[1],
                (String) columns[2],
                (Instant) columns[3],
                (Instant) columns[4],
                measured);
        return new Shelf.Row(card, (String) columns[7], measured ? Meaning.read(model, (byte[]) columns[6]) : null);
    }
}
