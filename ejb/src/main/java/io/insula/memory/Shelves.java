package io.insula.memory;

import io.insula.embedding.IndexTiers;
import io.insula.embedding.Meaning;
import io.insula.embedding.VectorIndex.Owner;
import io.insula.memory.entity.MemoryRevisionEntity;
import io.insula.search.TermIndex;
import io.insula.search.WordCounts;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shelf of the user to whom the running transaction is bound, brought up to the revision that this transaction
 * reads. For transactions that have written no memory yet: the cache must not learn what may be rolled back.
 */
@ApplicationScoped
class Shelves {

    private static final String ROWS =
            "select m.id, m.collection, m.sessionId, m.createdAt, m.expiresAt, v.model, v.vector, m.content, v.revision"
                    + " from MemoryVectorEntity v join MemoryEntity m on m.id = v.memoryId"
                    + " where v.userId = :user and m.userId = :user";
    private static final String NEWER = ROWS + " and v.revision > :since and v.revision <= :now order by v.revision";
    private static final String NAMED = ROWS + " and m.id in :ids";
    private static final String LIVING = "select v.memoryId from MemoryVectorEntity v where v.userId = :user";

    private static final int REVISION = 8;
    /** Rows that are compared at once where there are too many to keep at hand. */
    private static final int PART = 5_000;

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    VectorCache cache;

    @Inject
    IndexTiers tiers;

    @Inject
    ManyMemories many;

    @Inject
    ProposedMemories proposed;

    /** Which memories of a part may still come out when the rest was looked through. */
    @FunctionalInterface
    interface Sieve {
        Set<String> keep(Shelf part);
    }

    /**
     * The user's memories for one model. Where there are too many to keep them all at hand, only those that may come
     * out: what an index proposed for this very question, and what the sieve keeps of all that the index was not asked
     * for.
     *
     * @param meaning of the question; null where it has none
     * @param words of the question, by which memories will be scored; empty where they are not
     */
    Shelf of(String model, Meaning meaning, String words, Sieve sieve) {
        MemoryRevisionEntity now = entities.find(MemoryRevisionEntity.class, binding.person());
        if (now == null) {
            return Shelf.empty();
        }
        if (tiers.comparesAll(now.vectors())) {
            return whole(model, now);
        }
        many.note(new Owner(binding.formation(), binding.tenant(), binding.person()));
        return sifted(model, proposed.of(meaning), words, now.revision(), sieve);
    }

    /** What makes a word rare is counted over all that was looked through, in the index and here, not over what is kept. */
    private Shelf sifted(String model, Optional<Proposed> asked, String words, long now, Sieve sieve) {
        WordCounts counts = asked.map(Proposed::counts).orElse(WordCounts.NONE);
        Map<String, Shelf.Row> kept = new LinkedHashMap<>();
        asked.map(Proposed::ids).filter(ids -> !ids.isEmpty()).ifPresent(ids -> named(ids)
                .forEach(columns -> put(kept, row(model, columns))));
        long since = asked.map(Proposed::revision).orElse(0L);
        while (true) {
            List<Object[]> part = newer(since, now).setMaxResults(PART).getResultList();
            List<Shelf.Row> rows =
                    part.stream().map(columns -> row(model, columns)).toList();
            counts = counts.and(counted(rows, words));
            rows.forEach(row -> put(kept, row));
            Shelf shelf = Shelf.empty().and(List.copyOf(kept.values()), now).among(counts);
            if (part.size() < PART) {
                return shelf;
            }
            kept.keySet().retainAll(sieve.keep(shelf));
            since = (Long) part.get(PART - 1)[REVISION];
        }
    }

    private static WordCounts counted(List<Shelf.Row> rows, String words) {
        return words.isEmpty()
                ? WordCounts.NONE
                : TermIndex.of(rows.stream().map(Shelf.Row::words).toList()).count(words);
    }

    private static void put(Map<String, Shelf.Row> rows, Shelf.Row row) {
        rows.put(row.card().id(), row);
    }

    private Shelf whole(String model, MemoryRevisionEntity now) {
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
        List<Shelf.Row> newer = newer(base.revision(), now.revision())
                .getResultStream()
                .map(columns -> row(model, columns))
                .toList();
        Shelf current = base.and(newer, now.revision());
        cache.put(owner, current);
        return current;
    }

    private List<Object[]> named(List<String> ids) {
        return entities.createQuery(NAMED, Object[].class)
                .setParameter("user", binding.person())
                .setParameter("ids", ids)
                .getResultList();
    }

    private Set<String> living() {
        return new HashSet<>(entities.createQuery(LIVING, String.class)
                .setParameter("user", binding.person())
                .getResultList());
    }

    private TypedQuery<Object[]> newer(long since, long now) {
        return entities.createQuery(NEWER, Object[].class)
                .setParameter("user", binding.person())
                .setParameter("since", since)
                .setParameter("now", now);
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
