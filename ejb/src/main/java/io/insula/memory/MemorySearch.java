package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.search.HybridRanking;
import io.insula.search.RankedCandidate;
import io.insula.search.Recency;
import io.insula.search.Scores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds among the memories of the user to whom the running transaction is bound. The shelf proposes; what leaves was
 * read again. For transactions that have written no memory yet.
 */
@ApplicationScoped
class MemorySearch {

    /** How much recency counts where it was asked for. */
    private static final double RECENCY_WEIGHT = 0.3;

    private final HybridRanking ranking = new HybridRanking();

    @Inject
    Shelves shelves;

    @Inject
    MemoryRows rows;

    @Inject
    ForeignVectors foreign;

    /** The memories nearest in meaning, best first. */
    Nearest nearest(Meaning meaning, int limit, double minimum) {
        foreign.look(meaning.model());
        Predicate<Card> wanted = wanted(MemoryFilter.NONE);
        Shelf shelf =
                shelves.of(meaning.model(), meaning, "", part -> part.nearest(meaning, limit, minimum, wanted).stream()
                        .map(Shelf.Hit::id)
                        .collect(Collectors.toSet()));
        List<Shelf.Hit> hits = shelf.nearest(meaning, limit, minimum, wanted);
        if (hits.isEmpty()) {
            return Nearest.NONE;
        }
        Map<String, Memory> living = rows.read(hits.stream().map(Shelf.Hit::id).toList());
        Map<String, Integer> places = hits.stream().collect(Collectors.toMap(Shelf.Hit::id, Shelf.Hit::place));
        return new Nearest(
                hits.stream()
                        .filter(hit -> living.containsKey(hit.id()))
                        .map(hit -> new MemoryHit(
                                living.get(hit.id()), hit.score(), new Scores(hit.score(), 0, 0, 0), null, null))
                        .toList(),
                new ShelfLikeness(shelf, places, living));
    }

    /**
     * The memories that answer the query best, best first.
     *
     * @param model whose vectors are meant
     * @param meaning of the query by this model; null for a query by words alone
     */
    List<MemoryHit> find(MemoryQuery query, String model, Meaning meaning) {
        foreign.look(model);
        Predicate<Card> wanted = wanted(query.filter());
        Shelf shelf = shelves.of(model, meaning, query.text(), part -> Proposals.of(part, query, meaning, wanted)
                .ids());
        Proposals proposals = Proposals.of(shelf, query, meaning, wanted);
        if (proposals.ids().isEmpty()) {
            return List.of();
        }
        Map<String, Memory> living = rows.read(proposals.ids());
        List<RankedCandidate> ranked =
                ranking.rank(query.text(), proposals.candidates(living), recency(query), proposals.likeness(living));
        double least = query.minimum() == null ? Double.NEGATIVE_INFINITY : query.minimum();
        return ordered(query, ranked.stream().map(candidate -> hit(query, candidate, living, proposals)))
                .filter(hit -> hit.score() >= least)
                .limit(query.limit())
                .toList();
    }

    /** The ranking's own order holds for a hybrid search; the others go by their one score. */
    private static Stream<MemoryHit> ordered(MemoryQuery query, Stream<MemoryHit> hits) {
        return query.mode() == MemoryQuery.Mode.HYBRID
                ? hits
                : hits.sorted(Comparator.comparingDouble(MemoryHit::score).reversed());
    }

    private static MemoryHit hit(
            MemoryQuery query, RankedCandidate ranked, Map<String, Memory> living, Proposals proposals) {
        String id = ranked.candidate().id();
        return new MemoryHit(
                living.get(id),
                score(query, ranked.scores()),
                ranked.scores(),
                proposals.byMeaning(id),
                proposals.byWords(id));
    }

    private static double score(MemoryQuery query, Scores scores) {
        double own =
                switch (query.mode()) {
                    case HYBRID -> scores.fused();
                    case SEMANTIC -> scores.semantic();
                    case KEYWORD -> scores.keyword() / (1 + scores.keyword());
                };
        boolean mixed = query.halfLife() == null || query.mode() == MemoryQuery.Mode.HYBRID;
        return mixed ? own : (1 - RECENCY_WEIGHT) * own + RECENCY_WEIGHT * scores.recency();
    }

    private Recency recency(MemoryQuery query) {
        return query.halfLife() == null ? Recency.none() : new Recency(rows.now(), query.halfLife(), RECENCY_WEIGHT);
    }

    private Predicate<Card> wanted(MemoryFilter filter) {
        Instant now = rows.now();
        Predicate<Card> wanted = card -> card.livesAt(now) && filter.admits(card);
        if (filter.metadata() == null) {
            return wanted;
        }
        Set<String> having = rows.having(filter.metadata());
        return wanted.and(card -> having.contains(card.id()));
    }
}
