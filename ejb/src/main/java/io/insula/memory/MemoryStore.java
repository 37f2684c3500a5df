package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.kernel.Change;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.PageRequest.Cursor;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.memory.entity.MemoryEntity;
import io.insula.memory.entity.MemoryRevisionEntity;
import io.insula.memory.entity.MemoryVectorEntity;
import io.insula.tenant.TenantBinding;
import io.insula.work.WorkItem;
import io.insula.work.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The memories of the user to whom the running transaction is bound. It opens no transaction of its own and, unbound,
 * sees nothing.
 */
@ApplicationScoped
public class MemoryStore {

    private static final int MOST_EXPIRED = 500;

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    MemoryHold hold;

    @Inject
    MemoryRows rows;

    @Inject
    MemoryCollections collections;

    @Inject
    MemoryTwins twins;

    @Inject
    MemorySearch search;

    @Inject
    MemoryExpiry expiry;

    @Inject
    WorkQueue queue;

    @Inject
    Event<Change> changes;

    /** Keeps a memory that a caller added; where one already says the same, that one is said again. */
    public Memory keep(NewMemory memory, Meaning meaning) {
        MemoryEntity entity = new MemoryEntity(PublicId.next("mem"), memory.content(), rows.now())
                .from("explicit", null)
                .shaped(memory.shape(), memory.type(), text(memory.metadata()));
        return keep(entity, memory.collection(), memory.expiresAt(), meaning);
    }

    /**
     * Keeps a memory that was kept elsewhere before.
     *
     * @param createdAt when that was; null, or later than now, for now
     */
    public Memory keep(NewMemory memory, Instant createdAt, Meaning meaning) {
        Instant now = rows.now();
        Instant at = createdAt == null || createdAt.isAfter(now) ? now : createdAt.truncatedTo(ChronoUnit.MICROS);
        MemoryEntity entity = new MemoryEntity(PublicId.next("mem"), memory.content(), at)
                .from("explicit", null)
                .shaped(memory.shape(), memory.type(), text(memory.metadata()));
        return keep(entity, memory.collection(), memory.expiresAt(), meaning);
    }

    /** Keeps a statement that was made in a session, likewise. */
    public Memory keepEpisode(String statement, String sessionId, Meaning meaning) {
        MemoryEntity entity = new MemoryEntity(PublicId.next("mem"), statement, rows.now())
                .from("episodic", sessionId)
                .shaped("content", null, null);
        return keep(entity, null, null, meaning);
    }

    private Memory keep(MemoryEntity fresh, String collection, Instant expiresAt, Meaning meaning) {
        boolean expiring = hold.take().expiring() && expiresAt == null;
        String into = collection == null ? MemoryEntity.DEFAULT_COLLECTION : collection;
        fresh.laid(into, expiring ? collections.expiry(into, fresh.createdAt()) : expiresAt)
                .worded(fresh.content(), Gist.of(fresh.content()));
        Optional<MemoryEntity> twin = twins.of(fresh, meaning);
        if (twin.isPresent()) {
            twins.join(twin.get(), fresh);
            expires(twin.get());
            changes.fire(new Change("memory.merge", "memory", twin.get().id()));
            return Memory.of(twin.get());
        }
        entities.persist(fresh);
        entities.persist(new MemoryVectorEntity(fresh.id(), meaning.model(), meaning.bytes()));
        twins.kept(fresh);
        expires(fresh);
        changes.fire(new Change("memory.create", "memory", fresh.id()));
        return Memory.of(fresh);
    }

    /** The memory that something became when it was kept, as it stands. */
    Memory kept(String id) {
        return Memory.of(rows.find(id));
    }

    /** The memories that are meant, newest first. */
    public Page<Memory> list(MemoryFilter filter, PageRequest page) {
        return rows.list(filter, page);
    }

    /** Those memories of these ids that still live, by their ids. */
    public Map<String, Memory> read(Collection<String> ids) {
        return rows.read(ids);
    }

    /** At which revision of the user's memories the last one went; 0 while none did. */
    public long lastDeletion() {
        MemoryRevisionEntity now = entities.find(MemoryRevisionEntity.class, binding.person());
        return now == null ? 0 : now.deletedRevision();
    }

    /** How many memories the user has. */
    public long count() {
        MemoryRevisionEntity now = entities.find(MemoryRevisionEntity.class, binding.person());
        return now == null ? 0 : now.vectors();
    }

    /** Those of these memories that live and say what they said, held until the transaction ends. */
    public List<Memory> held(Collection<Memory> memories) {
        hold.take();
        Map<String, Memory> living = memories.isEmpty()
                ? Map.of()
                : rows.read(memories.stream().map(Memory::id).toList());
        return memories.stream()
                .filter(each -> living.containsKey(each.id())
                        && living.get(each.id()).content().equals(each.content()))
                .toList();
    }

    /** Some of the memories that were kept until then, oldest first, from behind {@code after} on. */
    List<Memory> export(Cursor after, Instant until, int limit) {
        return rows.export(after, until, limit);
    }

    /** One memory, with where it was said if that was more than once. */
    public Memory get(String id) {
        MemoryEntity memory = rows.find(id);
        return memory.sources() == 1 ? Memory.of(memory) : Memory.of(memory, rows.sources(id));
    }

    /**
     * Changes a memory.
     *
     * @param meaning of the other words; null where the words stay
     * @throws PlatformException CONFLICT if the memory has another version than the caller has read
     */
    public Memory change(String id, MemoryChange change, Meaning meaning) {
        hold.take();
        MemoryEntity memory = rows.find(id);
        if (change.version() != null && change.version() != memory.version()) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "The memory has version " + memory.version() + " by now; read it again before changing it");
        }
        memory.shaped(
                change.shape() == null ? memory.shape() : change.shape(),
                change.type() == null ? memory.type() : change.type().value(),
                change.metadata() == null
                        ? memory.metadata()
                        : text(change.metadata().value()));
        memory.laid(
                change.collection() == null ? memory.collection() : change.collection(),
                change.expiresAt() == null
                        ? memory.expiresAt()
                        : change.expiresAt().value());
        if (meaning != null) {
            memory.worded(change.content(), Gist.of(change.content()));
            renew(id, meaning);
        }
        memory.changed(rows.now());
        expires(memory);
        changes.fire(new Change("memory.update", "memory", id));
        return Memory.of(memory);
    }

    private void renew(String id, Meaning meaning) {
        MemoryVectorEntity vector = entities.find(MemoryVectorEntity.class, id);
        if (vector == null) {
            entities.persist(new MemoryVectorEntity(id, meaning.model(), meaning.bytes()));
            return;
        }
        vector.renew(meaning.model(), meaning.bytes());
    }

    private void expires(MemoryEntity memory) {
        if (memory.expiresAt() != null) {
            expiry.schedule(memory.expiresAt());
        }
    }

    /** Removes what has expired, so many at once, and sees to the next removal. */
    void expire(WorkItem item) {
        hold.take();
        List<String> gone = rows.expired(MOST_EXPIRED);
        if (!gone.isEmpty()) {
            entities.createQuery("delete from MemoryEntity m where m.userId = :user and m.id in :ids")
                    .setParameter("user", binding.person())
                    .setParameter("ids", gone)
                    .executeUpdate();
        }
        gone.forEach(id -> changes.fire(new Change("memory.expire", "memory", id)));
        // Behind the changes, which stand only while the work is held; before the next removal, which is other work.
        queue.finish(item);
        rows.nextExpiry().ifPresent(expiry::schedule);
    }

    /** Forgets one memory, with its vector. */
    public void delete(String id) {
        hold.take();
        MemoryEntity memory = rows.find(id);
        entities.createQuery("delete from MemoryVectorEntity v where v.memoryId = :id and v.userId = :user")
                .setParameter("id", id)
                .setParameter("user", binding.person())
                .executeUpdate();
        entities.remove(memory);
        changes.fire(new Change("memory.delete", "memory", id));
    }

    /**
     * The memories nearest in meaning, best first; what the cache proposes is read again before it leaves. For
     * transactions that have written no memory yet: the cache must not learn what may be rolled back.
     */
    public Nearest nearest(Meaning query, int limit, double minimum) {
        return search.nearest(query, limit, minimum);
    }

    private static String text(JsonObject metadata) {
        return metadata == null ? null : metadata.toString();
    }
}
