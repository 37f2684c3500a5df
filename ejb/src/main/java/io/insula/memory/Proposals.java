package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.memory.MemoryQuery.Mode;
import io.insula.search.Candidate;
import io.insula.search.Keyword;
import io.insula.search.KeywordScores;
import io.insula.search.Likeness;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one user's shelf proposes for one query: the best by meaning and the best by words, each list cut off far behind
 * the hits that are wanted, so that what stands in the middle of both can still come out first.
 */
final class Proposals {

    private static final int POOL = 50;
    private static final int POOL_PER_HIT = 2;

    private final Shelf shelf;
    private final Meaning meaning;
    private final KeywordScores keywords;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Map<String, Integer> byMeaning = new HashMap<>();
    private final Map<String, Integer> byWords = new HashMap<>();

    private Proposals(Shelf shelf, Meaning meaning, KeywordScores keywords) {
        this.shelf = shelf;
        this.meaning = meaning;
        this.keywords = keywords;
    }

    /**
     * Asks the shelf.
     *
     * @param meaning of the query; null for a query by words alone
     */
    static Proposals of(Shelf shelf, MemoryQuery query, Meaning meaning, Predicate<Card> wanted) {
        Proposals proposals = new Proposals(shelf, meaning, shelf.keywords(query.text()));
        int pool = Math.max(POOL, POOL_PER_HIT * query.limit());
        if (query.mode() != Mode.KEYWORD) {
            proposals.add(shelf.nearest(meaning, pool, -1, wanted), proposals.byMeaning);
        }
        if (query.mode() != Mode.SEMANTIC) {
            proposals.add(shelf.worded(proposals.keywords, pool, wanted), proposals.byWords);
        }
        return proposals;
    }

    private void add(List<Shelf.Hit> hits, Map<String, Integer> ranks) {
        for (Shelf.Hit hit : hits) {
            places.put(hit.id(), hit.place());
            ranks.put(hit.id(), ranks.size() + 1);
        }
    }

    Set<String> ids() {
        return places.keySet();
    }

    /** The candidates among these memories, with both their scores whichever list proposed them. */
    List<Candidate> candidates(Map<String, Memory> living) {
        return places.keySet().stream()
                .filter(living::containsKey)
                .map(id -> candidate(living.get(id)))
                .toList();
    }

    private Candidate candidate(Memory memory) {
        int place = places.get(memory.id());
        Keyword keyword = keywords.of(place);
        double cosine = meaning == null ? 0 : shelf.nearness(place, meaning);
        return new Candidate(memory.id(), memory.content(), memory.saidAt(), cosine, keyword);
    }

    /** How the candidates among these memories stand to each other. */
    Likeness likeness(Map<String, Memory> living) {
        return new ShelfLikeness(shelf, places, living);
    }

    /** The place in the list by meaning, from 1, or null. */
    Integer byMeaning(String id) {
        return byMeaning.get(id);
    }

    /** The place in the list by words, from 1, or null. */
    Integer byWords(String id) {
        return byWords.get(id);
    }
}
