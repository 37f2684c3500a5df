package io.insula.memory;

import io.insula.embedding.Meaning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds among the memories of the user to whom the running transaction is bound. The shelf proposes; what leaves was
 * read again. For transactions that have written no memory yet.
 */
@ApplicationScoped
class MemorySearch {

    @Inject
    Shelves shelves;

    @Inject
    MemoryRows rows;

    /** The memories nearest in meaning among those that are meant, best first. */
    List<MemoryHit> find(Meaning query, int limit, double minimum, MemoryFilter filter) {
        List<Shelf.Hit> hits = shelves.of(query.model()).nearest(query, limit, minimum, wanted(filter));
        if (hits.isEmpty()) {
            return List.of();
        }
        Map<String, Memory> living =
                rows.read(hits.stream().map(hit -> hit.card().id()).toList());
        return hits.stream()
                .filter(hit -> living.containsKey(hit.card().id()))
                .map(hit -> new MemoryHit(living.get(hit.card().id()), hit.score()))
                .toList();
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
