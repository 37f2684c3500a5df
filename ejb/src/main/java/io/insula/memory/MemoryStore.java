package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.kernel.Change;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.PageRequest.Cursor;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.memory.entity.MemoryEntity;
import io.insula.memory.entity.MemoryRevisionEntity;
import io.insula.memory.entity.MemoryVectorEntity;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The memories of the user to whom the running transaction is bound. It opens no transaction of its own and, unbound,
 * sees nothing.
 */
@ApplicationScoped
public class MemoryStore {

    private static final String ALL = "select m from MemoryEntity m where m.userId = :user";
    private static final String NEWEST_FIRST = " order by m.createdAt desc, m.id desc";
    private static final String OLDER = " and (m.createdAt < :at or m.createdAt = :at and m.id < :id)";
    private static final String NEWER_VECTORS =
            "select v.memoryId, v.revision, v.vector from MemoryVectorEntity v where v.userId = :user"
                    + " and v.model = :model and v.revision > :since and v.revision <= :now order by v.revision";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    VectorCache cache;

    @Inject
    Event<Change> changes;

    @Inject
    Clock clock;

    /** Keeps a memory that a caller added. */
    public Memory keep(NewMemory memory, Meaning meaning) {
        return keep(
                entity(memory.content())
                        .from("explicit", null)
                        .shaped(memory.shape(), memory.type(), text(memory.metadata())),
                meaning);
    }

    /** Keeps a statement that was made in a session. */
    public Memory keepEpisode(String statement, String sessionId, Meaning meaning) {
        return keep(entity(statement).from("episodic", sessionId).shaped("content", null, null), meaning);
    }

    private MemoryEntity entity(String content) {
        return new MemoryEntity(PublicId.next("mem"), content, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private Memory keep(MemoryEntity entity, Meaning meaning) {
        entities.persist(entity);
        entities.persist(new MemoryVectorEntity(entity.id(), meaning.model(), meaning.bytes()));
        changes.fire(new Change("memory.create", "memory", entity.id()));
        return Memory.of(entity);
    }

    /** The memories, newest first. */
    public Page<Memory> list(PageRequest page) {
        Cursor cursor = page.cursor();
        TypedQuery<MemoryEntity> query = cursor == null
                ? entities.createQuery(ALL + NEWEST_FIRST, MemoryEntity.class)
                : entities.createQuery(ALL + OLDER + NEWEST_FIRST, MemoryEntity.class)
                        .setParameter("at", cursor.at())
                        .setParameter("id", cursor.id());
        List<MemoryEntity> found = query.setParameter("user", binding.person())
                .setFirstResult(page.offset())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return page.slice(found, memory -> new Cursor(memory.createdAt(), memory.id()))
                .map(Memory::of);
    }

    /** One memory. */
    public Memory get(String id) {
        return Memory.of(find(id));
    }

    /** Forgets one memory, with its vector. */
    public void delete(String id) {
        MemoryEntity memory = find(id);
        entities.createQuery("delete from MemoryVectorEntity v where v.memoryId = :id and v.userId = :user")
                .setParameter("id", id)
                .setParameter("user", binding.person())
                .executeUpdate();
        entities.remove(memory);
        changes.fire(new Change("memory.delete", "memory", id));
    }

    private MemoryEntity find(String id) {
        MemoryEntity memory = PublicId.isSearchable(id) ? entities.find(MemoryEntity.class, id) : null;
        if (memory == null) {
            throw PlatformException.notFound("Memory");
        }
        return memory;
    }

    /**
     * The memories nearest in meaning, best first; what the cache proposes is read again before it leaves. For
     * transactions that have written no memory yet: the cache must not learn what may be rolled back.
     */
    public List<MemoryHit> nearest(Meaning query, int limit, double minimum) {
        List<UserVectors.Hit> hits = vectors(query.model()).nearest(query, limit, minimum);
        if (hits.isEmpty()) {
            return List.of();
        }
        Map<String, MemoryEntity> living =
                read(hits.stream().map(UserVectors.Hit::id).toList());
        return hits.stream()
                .filter(hit -> living.containsKey(hit.id()))
                .map(hit -> new MemoryHit(Memory.of(living.get(hit.id())), hit.score()))
                .toList();
    }

    /** Those of the memories that are still there. */
    Map<String, MemoryEntity> read(Collection<String> ids) {
        return entities.createQuery(ALL + " and m.id in :ids", MemoryEntity.class)
                .setParameter("user", binding.person())
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(MemoryEntity::id, Function.identity()));
    }

    private UserVectors vectors(String model) {
        MemoryRevisionEntity now = entities.find(MemoryRevisionEntity.class, binding.person());
        if (now == null) {
            return UserVectors.none();
        }
        VectorCache.Owner owner = new VectorCache.Owner(binding.tenant(), binding.formation(), binding.person(), model);
        UserVectors held = cache.get(owner).orElseGet(UserVectors::none);
        if (held.revision() == now.revision()) {
            return held;
        }
        UserVectors base =
                held.revision() < now.deletedRevision() || held.revision() > now.revision() ? UserVectors.none() : held;
        // What is committed since the revision was read waits for the next look: a deletion may stand before it.
        UserVectors current = base.and(newer(model, base.revision(), now.revision()), now.revision());
        cache.put(owner, current);
        return current;
    }

    private List<UserVectors.Row> newer(String model, long since, long now) {
        return entities.createQuery(NEWER_VECTORS, Object[].class)
                .setParameter("user", binding.person())
                .setParameter("model", model)
                .setParameter("since", since)
                .setParameter("now", now)
                .getResultStream()
                .map(row -> new UserVectors.Row((String) row[0], (Long) row[1], Meaning.read(model, (byte[]) row[2])))
                .toList();
    }

    private static String text(JsonObject metadata) {
        return metadata == null ? null : metadata.toString();
    }
}
