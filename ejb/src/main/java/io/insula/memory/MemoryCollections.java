package io.insula.memory;

import io.insula.kernel.Change;
import io.insula.kernel.PlatformException;
import io.insula.memory.entity.MemoryCollectionEntity;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** The collections of the user to whom the running transaction is bound. */
@ApplicationScoped
class MemoryCollections {

    private static final String COUNTS = "select m.collection, count(m) from MemoryEntity m where m.userId = :user"
            + " and (m.expiresAt is null or m.expiresAt > :now)";
    private static final String SETTLED = "select c from MemoryCollectionEntity c where c.userId = :user";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    MemoryHold hold;

    @Inject
    MemoryRows rows;

    @Inject
    Event<Change> changes;

    /** All collections, by name. */
    List<MemoryCollection> all() {
        TreeMap<String, MemoryCollection> byName = new TreeMap<>();
        entities.createQuery(SETTLED, MemoryCollectionEntity.class)
                .setParameter("user", binding.person())
                .getResultList()
                .forEach(settled ->
                        byName.put(settled.name(), new MemoryCollection(settled.name(), 0, settled.expiresAfter())));
        entities.createQuery(COUNTS + " group by m.collection", Object[].class)
                .setParameter("user", binding.person())
                .setParameter("now", rows.now())
                .getResultList()
                .forEach(counted -> byName.merge(
                        (String) counted[0],
                        new MemoryCollection((String) counted[0], (Long) counted[1], null),
                        (settled, found) ->
                                new MemoryCollection(settled.name(), found.count(), settled.expiresAfter())));
        return List.copyOf(byName.values());
    }

    /** Settles how long a memory stays that is laid into the collection from now on; null is for good. */
    MemoryCollection keepFor(String name, Duration time) {
        hold.take();
        MemoryCollectionEntity settled = entities.find(MemoryCollectionEntity.class, name);
        if (settled == null) {
            settled = new MemoryCollectionEntity(name, rows.now());
            settled.keepFor(time, rows.now());
            entities.persist(settled);
        } else {
            settled.keepFor(time, rows.now());
        }
        changes.fire(new Change("collection.update", "collection", name));
        return new MemoryCollection(name, count(name), time);
    }

    /** When a memory expires that is laid into the collection now; null for never. */
    Instant expiry(String name, Instant now) {
        MemoryCollectionEntity settled = entities.find(MemoryCollectionEntity.class, name);
        return settled == null || settled.expiresAfter() == null ? null : now.plus(settled.expiresAfter());
    }

    /** Removes a collection with all memories in it; returns how many there were. */
    int delete(String name) {
        hold.take();
        int memories = entities.createQuery(
                        "delete from MemoryEntity m where m.userId = :user and m.collection = :name")
                .setParameter("user", binding.person())
                .setParameter("name", name)
                .executeUpdate();
        MemoryCollectionEntity settled = entities.find(MemoryCollectionEntity.class, name);
        if (settled == null && memories == 0) {
            throw PlatformException.notFound("Collection");
        }
        if (settled != null) {
            entities.remove(settled);
        }
        changes.fire(new Change("collection.delete", "collection", name));
        return memories;
    }

    private long count(String name) {
        return (Long) entities.createQuery(COUNTS + " and m.collection = :name group by m.collection", Object[].class)
                .setParameter("user", binding.person())
                .setParameter("now", rows.now())
                .setParameter("name", name)
                .getResultStream()
                .findFirst()
                .map(counted -> counted[1])
                .orElse(0L);
    }
}
