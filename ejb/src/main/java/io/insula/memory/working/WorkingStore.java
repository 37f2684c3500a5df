package io.insula.memory.working;

import io.insula.embedding.Meaning;
import io.insula.memory.MemoryStore;
import io.insula.memory.entity.WorkingEntryEntity;
import io.insula.memory.entity.WorkingRevisionEntity;
import io.insula.memory.working.RemoteProposals.Proposal;
import io.insula.memory.working.WorkingSet.Trace;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The rows of the bound user's working memory. */
@ApplicationScoped
class WorkingStore {

    private static final String MINE = " from WorkingEntryEntity w where w.userId = :user";
    private static final String REVISION = "select r from WorkingRevisionEntity r where r.userId = :user";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    MemoryStore memories;

    /** How full it is and how often it has changed, this transaction's own changes included; empty if never used. */
    Optional<WorkingRevisionEntity> revision() {
        return entities.createQuery(REVISION, WorkingRevisionEntity.class)
                .setParameter("user", binding.person())
                .getResultStream()
                .findFirst();
    }

    /** All of it that one model understands, oldest first. */
    List<Trace> traces(String model) {
        return entities.createQuery(
                        "select w" + MINE + " and w.model = :model order by w.createdAt", WorkingEntryEntity.class)
                .setParameter("user", binding.person())
                .setParameter("model", model)
                .getResultStream()
                .map(entry -> trace(entry, model))
                .toList();
    }

    /**
     * Those proposed that are this user's and still there, and all that is newer than what the server was told; empty if
     * fewer of them are there than must be, so that nothing is to be given on the proposal.
     *
     * @param entries that the user has altogether
     */
    Optional<List<Trace>> traces(Proposal proposal, int entries) {
        String model = proposal.query().model();
        List<WorkingEntryEntity> rows = entities.createQuery(
                        "select w" + MINE + " and w.model = :model"
                                + " and (w.revision > :newer or w.revision in :numbers) order by w.createdAt",
                        WorkingEntryEntity.class)
                .setParameter("user", binding.person())
                .setParameter("model", model)
                .setParameter("newer", proposal.upTo())
                .setParameter("numbers", proposal.numbers())
                .getResultList();
        long newer =
                rows.stream().filter(row -> row.revision() > proposal.upTo()).count();
        return proposal.isPlausible(rows.size() - newer, entries - newer)
                ? Optional.of(rows.stream().map(row -> trace(row, model)).toList())
                : Optional.empty();
    }

    private static Trace trace(WorkingEntryEntity entry, String model) {
        return new Trace(
                entry.id(), entry.memoryId(), entry.uses(), entry.usedAt(), Meaning.read(model, entry.vector()));
    }

    /** The words of those that are still there, by their source. */
    Map<String, String> words(Collection<Trace> traces) {
        Map<String, String> words = new HashMap<>();
        List<String> linked =
                traces.stream().map(Trace::memoryId).filter(Objects::nonNull).toList();
        if (!linked.isEmpty()) {
            memories.read(linked).values().forEach(memory -> words.put(memory.id(), memory.content()));
        }
        List<String> own = traces.stream()
                .filter(trace -> trace.memoryId() == null)
                .map(Trace::id)
                .toList();
        if (!own.isEmpty()) {
            select("select w.id, w.content" + MINE + " and w.id in :ids")
                    .setParameter("ids", own)
                    .getResultStream()
                    .forEach(row -> words.put((String) row[0], (String) row[1]));
        }
        return words;
    }

    void add(WorkingEntryEntity entry) {
        entities.persist(entry);
    }

    /** Makes what an answer rested on younger and stronger. */
    void strengthen(Collection<String> sources, Instant now) {
        change("update WorkingEntryEntity w set w.uses = w.uses + 1, w.usedAt = :now where w.userId = :user"
                        + " and (w.id in :sources or w.memoryId in :sources)")
                .setParameter("now", now)
                .setParameter("sources", sources)
                .executeUpdate();
    }

    /** Removes what has faded, and the weakest until all fits; a tenth more, so that it does not happen at each turn. */
    void fit(Decay decay, Instant now, int mostEntries, long mostBytes) {
        List<Place> places = select("select w.id, w.uses, w.usedAt, w.weight" + MINE)
                .getResultStream()
                .map(row -> new Place(
                        (String) row[0], decay.strength((Integer) row[1], (Instant) row[2], now), (Integer) row[3]))
                .toList();
        List<String> leaving = Place.leaving(places, mostEntries, mostBytes);
        if (!leaving.isEmpty()) {
            change("delete" + MINE + " and w.id in :ids")
                    .setParameter("ids", leaving)
                    .executeUpdate();
        }
    }

    private TypedQuery<Object[]> select(String query) {
        return entities.createQuery(query, Object[].class).setParameter("user", binding.person());
    }

    private Query change(String query) {
        return entities.createQuery(query).setParameter("user", binding.person());
    }
}
