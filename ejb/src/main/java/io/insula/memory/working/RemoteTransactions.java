package io.insula.memory.working;

import io.insula.embedding.Meaning;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.memory.entity.WorkingEntryEntity;
import io.insula.memory.entity.WorkingIndexEntity;
import io.insula.tenant.TenantBinding;
import io.insula.work.WorkQueue;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What is known here of a user's index outside: each method is a transaction, bound to that user. */
@Stateless
@Requires(Permission.CHAT)
public class RemoteTransactions {

    static final int PART = 200;
    /** How long an index is filled at a stretch. */
    static final Duration STRETCH = Duration.ofMinutes(1);

    private static final int MOST_DEAD = 32;
    private static final int NAME_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    WorkingStore store;

    @Inject
    WorkQueue queue;

    @Inject
    RemoteConfiguration configuration;

    @Inject
    Clock clock;

    /**
     * An index and how far it has come.
     *
     * @param upTo the revision of the user's working memory up to which it is filled
     * @param held how many were added, those that are gone since among them
     */
    public record Standing(String indexId, long upTo, int held) {}

    /** A meaning, and the revision by which it goes outside. */
    public record Numbered(long number, Meaning meaning) {}

    /**
     * The next that are to be added.
     *
     * @param upTo the revision up to which the index is filled with them
     */
    public record Part(List<Numbered> newer, long upTo) {}

    /** How far the index has come, if there is one; where it lacks something, it is put on the queue. */
    public Optional<Standing> standing(String model) {
        long now = revision();
        Optional<WorkingIndexEntity> index = find(model, LockModeType.NONE);
        if (now > index.map(WorkingIndexEntity::upTo).orElse(0L)) {
            request(model);
        }
        return index.map(RemoteTransactions::standing);
    }

    /**
     * Takes hold of the index in order to fill it; where there is none, or too much of it is dead, another one begins.
     * Empty if somebody else is filling it.
     */
    public Optional<Standing> hold(String model) {
        Instant now = now();
        Optional<WorkingIndexEntity> index = find(model, LockModeType.PESSIMISTIC_WRITE);
        if (index.filter(each -> each.isBeingFilled(now)).isPresent()) {
            return Optional.empty();
        }
        if (index.filter(each -> !isWornOut(each, model)).isEmpty()) {
            // Those of other models with it: what is asked is always asked in the formation's model of today.
            entities.createQuery("delete from WorkingIndexEntity x where x.userId = :user")
                    .setParameter("user", binding.person())
                    .executeUpdate();
            byte[] name = new byte[NAME_BYTES];
            random.nextBytes(name);
            WorkingIndexEntity fresh = new WorkingIndexEntity(HexFormat.of().formatHex(name), model, now);
            entities.persist(fresh);
            index = Optional.of(fresh);
        }
        index.get().fillUntil(now.plus(STRETCH));
        return index.map(RemoteTransactions::standing);
    }

    /** What was said after a revision, the next of it. */
    public Part newer(String model, long since) {
        // Revisions are given out under a lock that is held until the commit: what is not seen up to here does not
        // come.
        long now = revision();
        List<WorkingEntryEntity> rows = entities.createQuery(
                        "select w from WorkingEntryEntity w where w.userId = :user and w.model = :model"
                                + " and w.revision > :since and w.revision <= :now order by w.revision",
                        WorkingEntryEntity.class)
                .setParameter("user", binding.person())
                .setParameter("model", model)
                .setParameter("since", since)
                .setParameter("now", now)
                .setMaxResults(PART)
                .getResultList();
        long upTo = rows.size() < PART ? now : rows.get(rows.size() - 1).revision();
        return new Part(
                rows.stream()
                        .map(row -> new Numbered(row.revision(), Meaning.read(model, row.vector())))
                        .toList(),
                upTo);
    }

    /** Notes what the server has taken; false if the index is nobody's by now, or the user is gone. */
    public boolean filled(String indexId, long upTo, int added) {
        WorkingIndexEntity index = entities.find(WorkingIndexEntity.class, indexId, LockModeType.PESSIMISTIC_WRITE);
        if (index == null) {
            return false;
        }
        index.filled(upTo, added);
        return true;
    }

    /** Lets go of an index, so that others may fill it. */
    public void letGo(String indexId) {
        WorkingIndexEntity index = entities.find(WorkingIndexEntity.class, indexId, LockModeType.PESSIMISTIC_WRITE);
        if (index != null) {
            index.fillUntil(now());
        }
    }

    /**
     * Gives an index up that the server has lost, all or in part; the next begins when somebody asks. One that has only just
     * begun is left for a while, so that a server of bad will does not keep everybody busy.
     */
    public void giveUp(String indexId) {
        entities.createQuery("delete from WorkingIndexEntity x where x.userId = :user and x.id = :id"
                        + " and x.createdAt < :before")
                .setParameter("user", binding.person())
                .setParameter("id", indexId)
                .setParameter("before", now().minus(configuration.rest()))
                .executeUpdate();
    }

    private boolean isWornOut(WorkingIndexEntity index, String model) {
        long living = entities.createQuery(
                        "select count(w) from WorkingEntryEntity w where w.userId = :user and w.model = :model"
                                + " and w.revision <= :upTo",
                        Long.class)
                .setParameter("user", binding.person())
                .setParameter("model", model)
                .setParameter("upTo", index.upTo())
                .getSingleResult();
        return index.held() - living > Math.max(MOST_DEAD, living);
    }

    private void request(String model) {
        if (queue.isOpen(RemoteFilling.KIND)) {
            return;
        }
        try {
            queue.add(
                    RemoteFilling.KIND,
                    Json.createObjectBuilder().add("model", model).build().toString(),
                    null);
        } catch (PlatformException crowded) {
            if (crowded.code() != ErrorCode.RATE_LIMITED) {
                throw crowded;
            }
            // The queue is full of the user's other work; the next question tries again.
        }
    }

    private long revision() {
        return store.revision().map(now -> now.revision()).orElse(0L);
    }

    private Optional<WorkingIndexEntity> find(String model, LockModeType lock) {
        return entities.createQuery(
                        "select x from WorkingIndexEntity x where x.userId = :user and x.model = :model",
                        WorkingIndexEntity.class)
                .setParameter("user", binding.person())
                .setParameter("model", model)
                .setLockMode(lock)
                .getResultStream()
                .findFirst();
    }

    private static Standing standing(WorkingIndexEntity index) {
        return new Standing(index.id(), index.upTo(), index.held());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
