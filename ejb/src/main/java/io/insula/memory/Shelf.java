package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.embedding.TopK;
import io.insula.embedding.Vectors;
import io.insula.search.KeywordScores;
import io.insula.search.TermIndex;
import io.insula.search.WordCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One user's memories as of a revision, as a node keeps them at hand for one model: of each memory a card, its vector
 * and its words as keys of an index. Immutable: catching up makes a new one. A memory that left or changed leaves an
 * empty place, until there are so many that the shelf is better filled anew. What a shelf proposes is always read again
 * before it leaves.
 */
final class Shelf {

    private static final Shelf EMPTY = new Shelf(0, List.of(), UserVectors.none(), TermIndex.none());
    /** A card with its id and its times. */
    private static final int BYTES_PER_CARD = 300;

    private static final int FEW = 64;
    private static final int BEARABLE_SHARE = 4;

    private final long revision;
    /** Null for an empty place. */
    private final List<Card> cards;

    private final UserVectors vectors;
    private final TermIndex terms;
    /** Null where these are all the user's memories. */
    private final WordCounts all;

    /**
     * A memory as it was read.
     *
     * @param meaning null where the card says that it was not measured
     */
    record Row(Card card, String words, Meaning meaning) {}

    /** A memory that was found, in its place, with what it scored. */
    record Hit(int place, String id, double score) {}

    private Shelf(long revision, List<Card> cards, UserVectors vectors, TermIndex terms) {
        this(revision, cards, vectors, terms, null);
    }

    private Shelf(long revision, List<Card> cards, UserVectors vectors, TermIndex terms, WordCounts all) {
        this.revision = revision;
        this.cards = cards;
        this.vectors = vectors;
        this.terms = terms;
        this.all = all;
    }

    static Shelf empty() {
        return EMPTY;
    }

    /** The user's memory revision up to which the shelf is filled. */
    long revision() {
        return revision;
    }

    /** The same shelf with what came or changed since. */
    Shelf and(List<Row> newer, long asOf) {
        if (newer.isEmpty()) {
            return new Shelf(asOf, cards, vectors, terms);
        }
        Set<String> replaced = newer.stream().map(row -> row.card().id()).collect(Collectors.toSet());
        List<Card> all = emptied(card -> replaced.contains(card.id()));
        newer.forEach(row -> all.add(row.card()));
        List<Meaning> meanings = new ArrayList<>(newer.size());
        newer.forEach(row -> meanings.add(row.meaning()));
        return new Shelf(
                asOf,
                all,
                vectors.and(cards.size(), meanings),
                terms.and(newer.stream().map(Row::words).toList()));
    }

    /** The same shelf without what has left it. */
    Shelf only(Set<String> living) {
        return new Shelf(revision, emptied(card -> !living.contains(card.id())), vectors, terms);
    }

    /** The same shelf as a part of so many memories: what makes a word rare is counted over all of them. */
    Shelf among(WordCounts counts) {
        return new Shelf(revision, cards, vectors, terms, counts);
    }

    private List<Card> emptied(Predicate<Card> gone) {
        List<Card> rest = new ArrayList<>(cards);
        rest.replaceAll(card -> card == null || gone.test(card) ? null : card);
        return rest;
    }

    /** Whether so many places are empty that the shelf should be filled anew. */
    boolean isWorn() {
        long gone = cards.stream().filter(card -> card == null).count();
        return gone > FEW && gone * BEARABLE_SHARE > cards.size();
    }

    /** The memories nearest in meaning among the wanted ones, best first. */
    List<Hit> nearest(Meaning query, int limit, double minimum, Predicate<Card> wanted) {
        return vectors
                .nearest(query, limit, minimum, place -> isMeasured(place) && wanted.test(cards.get(place)))
                .stream()
                .map(this::hit)
                .toList();
    }

    /** The wanted memories that hold the question's words, best first; of equal ones the newer. */
    List<Hit> worded(KeywordScores scores, int limit, Predicate<Card> wanted) {
        return IntStream.range(0, cards.size())
                .filter(place -> scores.of(place).score() > 0)
                .filter(place -> cards.get(place) != null && wanted.test(cards.get(place)))
                .mapToObj(place ->
                        new Hit(place, cards.get(place).id(), scores.of(place).score()))
                .sorted(Comparator.comparingDouble(Hit::score)
                        .thenComparing(Hit::place)
                        .reversed())
                .limit(limit)
                .toList();
    }

    /** How each place meets the words of a question. */
    KeywordScores keywords(String question) {
        return all == null ? terms.score(question) : terms.score(question, all);
    }

    /** How near a memory is to a meaning; 0 where it was not measured. */
    double nearness(int place, Meaning meaning) {
        return isMeasured(place) ? Vectors.dot(meaning.vector(), vectors.row(place)) : 0;
    }

    /** How near two memories are to each other in meaning; 0 where either was not measured. */
    double between(int left, int right) {
        return isMeasured(left) && isMeasured(right) ? vectors.between(left, right) : 0;
    }

    private boolean isMeasured(int place) {
        return cards.get(place) != null && cards.get(place).measured();
    }

    private Hit hit(TopK.Hit hit) {
        return new Hit(hit.row(), cards.get(hit.row()).id(), hit.score());
    }

    int bytes() {
        return bytes(vectors.size(), cards.size(), terms.bytes());
    }

    /** A weight that ran over into negative numbers would let the cache grow without end. */
    static int bytes(long floats, long cards, long terms) {
        return (int) Math.min(Integer.MAX_VALUE, floats * Float.BYTES + cards * BYTES_PER_CARD + terms);
    }
}
