package io.insula.memory;

import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.PageRequest.Cursor;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.memory.entity.MemoryEntity;
import io.insula.memory.entity.MemorySourceEntity;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the living memories of the user to whom the running transaction is bound; what has expired is not there. */
@ApplicationScoped
class MemoryRows {

    private static final String LIVING =
            " from MemoryEntity m where m.userId = :user and (m.expiresAt is null or m.expiresAt > :now)";
    private static final String NEWEST_FIRST = " order by m.createdAt desc, m.id desc";
    private static final String OLDER = " and (m.createdAt < :at or m.createdAt = :at and m.id < :id)";
    private static final String OLDEST_FIRST = " order by m.createdAt, m.id";
    private static final String NEWER = " and (m.createdAt > :at or m.createdAt = :at and m.id > :id)";
    private static final String HAVING = " and function('insula.metadata_holds', m.metadata, :metadata) = true";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    Clock clock;

    /** One memory. */
    MemoryEntity find(String id) {
        MemoryEntity memory = PublicId.isSearchable(id) ? entities.find(MemoryEntity.class, id) : null;
        if (memory == null || memory.expiredAt(now())) {
            throw PlatformException.notFound("Memory");
        }
        return memory;
    }

    /** The memories that are meant, newest first. */
    Page<Memory> list(MemoryFilter filter, PageRequest page) {
        Cursor cursor = page.cursor();
        String jpql = "select m" + LIVING + narrowing(filter) + (cursor == null ? "" : OLDER) + NEWEST_FIRST;
        TypedQuery<MemoryEntity> query = bound(jpql, MemoryEntity.class, filter);
        if (cursor != null) {
            query.setParameter("at", cursor.at()).setParameter("id", cursor.id());
        }
        List<MemoryEntity> found = query.setFirstResult(page.offset())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return page.slice(found, memory -> new Cursor(memory.createdAt(), memory.id()))
                .map(Memory::of);
    }

    /** Some of the memories that were kept until then, oldest first, from behind {@code after} on. */
    List<Memory> export(Cursor after, Instant until, int limit) {
        String jpql = "select m" + LIVING + " and m.createdAt <= :until" + (after == null ? "" : NEWER) + OLDEST_FIRST;
        TypedQuery<MemoryEntity> query =
                bound(jpql, MemoryEntity.class, MemoryFilter.NONE).setParameter("until", until);
        if (after != null) {
            query.setParameter("at", after.at()).setParameter("id", after.id());
        }
        return query.setMaxResults(limit).getResultStream().map(Memory::of).toList();
    }

    /** Those memories of these ids that still live, by their ids. */
    Map<String, Memory> read(Collection<String> ids) {
        return bound("select m" + LIVING + " and m.id in :ids", MemoryEntity.class, MemoryFilter.NONE)
                .setParameter("ids", ids)
                .getResultStream()
                .map(Memory::of)
                .collect(Collectors.toMap(Memory::id, Function.identity()));
    }

    /** Where a memory was said, oldest first. */
    List<MemorySource> sources(String id) {
        return entities.createQuery(
                        "select s from MemorySourceEntity s where s.userId = :user and s.memoryId = :id"
                                + " order by s.saidAt, s.id",
                        MemorySourceEntity.class)
                .setParameter("user", binding.person())
                .setParameter("id", id)
                .getResultStream()
                .map(MemorySource::of)
                .toList();
    }

    /** The ids of the memories whose metadata hold these fields. */
    Set<String> having(JsonObject metadata) {
        MemoryFilter filter = new MemoryFilter(Set.of(), null, null, null, metadata);
        return new HashSet<>(
                bound("select m.id" + LIVING + HAVING, String.class, filter).getResultList());
    }

    /** The ids of memories whose time is over. */
    List<String> expired(int most) {
        return entities.createQuery(
                        "select m.id from MemoryEntity m where m.userId = :user and m.expiresAt <= :now"
                                + " order by m.expiresAt",
                        String.class)
                .setParameter("user", binding.person())
                .setParameter("now", now())
                .setMaxResults(most)
                .getResultList();
    }

    /** When the next memory expires, or has expired already; empty for none. */
    Optional<Instant> nextExpiry() {
        return entities.createQuery(
                        "select m.expiresAt from MemoryEntity m where m.userId = :user and m.expiresAt is not null"
                                + " order by m.expiresAt",
                        Instant.class)
                .setParameter("user", binding.person())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The least or greatest of instants: one of the two providers hands it out as the database has it. */
    static Instant instant(Object extreme) {
        return extreme instanceof Timestamp stored ? stored.toInstant() : (Instant) extreme;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String narrowing(MemoryFilter filter) {
        return (filter.collections().isEmpty() ? "" : " and m.collection in :collections")
                + (filter.sessionId() == null ? "" : " and m.sessionId = :session")
                + (filter.since() == null ? "" : " and m.createdAt >= :since")
                + (filter.until() == null ? "" : " and m.createdAt < :until")
                + (filter.metadata() == null ? "" : HAVING);
    }

    private <T> TypedQuery<T> bound(String jpql, Class<T> type, MemoryFilter filter) {
        TypedQuery<T> query = entities.createQuery(jpql, type)
                .setParameter("user", binding.person())
                .setParameter("now", now());
        if (!filter.collections().isEmpty()) {
            query.setParameter("collections", filter.collections());
        }
        if (filter.sessionId() != null) {
            query.setParameter("session", filter.sessionId());
        }
        if (filter.since() != null) {
            query.setParameter("since", filter.since());
        }
        if (filter.until() != null) {
            query.setParameter("until", filter.until());
        }
        if (filter.metadata() != null) {
            query.setParameter("metadata", filter.metadata().toString());
        }
        return query;
    }
}
