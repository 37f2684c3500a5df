package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.memory.entity.BufferEntryEntity;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The buffer of one session of the bound user: what the conversation has in view. It is as durable as everything else,
 * and as full as the formation allows; a noisy session pushes out only its own past.
 */
@ApplicationScoped
public class BufferStore {

    private static final String OF_SESSION =
            " from BufferEntryEntity b where b.userId = :user and b.sessionId = :session";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    /**
     * One utterance in view.
     *
     * @param id {@code buf_…}
     * @param meaning null where the utterance is not to be recalled
     */
    public record Seen(String id, String role, String content, Meaning meaning, Instant at) {}

    /** The utterances in view, oldest first, {@code capacity} at most. */
    public List<Seen> view(String session, int capacity) {
        List<BufferEntryEntity> newestFirst = entities.createQuery(
                        "select b" + OF_SESSION + " order by b.createdAt desc, b.id desc", BufferEntryEntity.class)
                .setParameter("user", binding.person())
                .setParameter("session", session)
                .setMaxResults(capacity)
                .getResultList();
        List<Seen> view =
                new ArrayList<>(newestFirst.stream().map(BufferStore::seen).toList());
        Collections.reverse(view);
        return view;
    }

    /**
     * How full the buffer of one session is.
     *
     * @param messages how many are in view
     */
    public record Filled(String sessionId, long messages, Instant oldest, Instant newest) {}

    /** The sessions whose buffers hold anything, the latest used first. */
    public List<Filled> filled(int offset, int limit) {
        return entities.createQuery(
                        "select b.sessionId, count(b), min(b.createdAt), max(b.createdAt) as latest from BufferEntryEntity b"
                                + " where b.userId = :user group by b.sessionId order by latest desc, b.sessionId",
                        Object[].class)
                .setParameter("user", binding.person())
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> new Filled(
                        (String) row[0],
                        ((Number) row[1]).longValue(),
                        MemoryRows.instant(row[2]),
                        MemoryRows.instant(row[3])))
                .toList();
    }

    /** Empties the buffers of all sessions; returns how many utterances left. */
    public int clear() {
        return entities.createQuery("delete from BufferEntryEntity b where b.userId = :user")
                .setParameter("user", binding.person())
                .executeUpdate();
    }

    /** Empties the buffer of one session; returns how many utterances left. */
    public int clear(String session) {
        return entities.createQuery("delete" + OF_SESSION)
                .setParameter("user", binding.person())
                .setParameter("session", session)
                .executeUpdate();
    }

    /** Takes an utterance into view. */
    public void add(String session, Seen utterance) {
        BufferEntryEntity entry =
                new BufferEntryEntity(utterance.id(), session, utterance.role(), utterance.content(), utterance.at());
        if (utterance.meaning() != null) {
            entry.meaning(utterance.meaning().model(), utterance.meaning().bytes());
        }
        entities.persist(entry);
    }

    /** Drops what is older than the newest {@code keep} utterances of the session. */
    public void evict(String session, int keep) {
        List<Instant> border = entities.createQuery(
                        "select b.createdAt" + OF_SESSION + " order by b.createdAt desc, b.id desc", Instant.class)
                .setParameter("user", binding.person())
                .setParameter("session", session)
                .setFirstResult(keep)
                .setMaxResults(1)
                .getResultList();
        if (border.isEmpty()) {
            return;
        }
        entities.createQuery("delete" + OF_SESSION + " and b.createdAt <= :border")
                .setParameter("user", binding.person())
                .setParameter("session", session)
                .setParameter("border", border.get(0))
                .executeUpdate();
    }

    private static Seen seen(BufferEntryEntity entry) {
        byte[] vector = entry.vector();
        return new Seen(
                entry.id(),
                entry.role(),
                entry.content(),
                vector == null ? null : Meaning.read(entry.model(), vector),
                entry.createdAt());
    }
}
