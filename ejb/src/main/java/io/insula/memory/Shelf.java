package io.insula.memory;

import io.insula.embedding.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One user's memories as of a revision, as a node keeps them at hand for one model: a card of each, and its vector.
 * Immutable: catching up makes a new one. What it proposes is always read again before it leaves.
 */
final class Shelf {

    private static final Shelf EMPTY = new Shelf(0, List.of(), UserVectors.none());
    /** A card with its id and its times. */
    private static final int BYTES_PER_CARD = 300;

    private final long revision;
    private final List<Card> cards;
    private final UserVectors vectors;

    /**
     * A memory as it was read.
     *
     * @param meaning null where the card says that it was not measured
     */
    record Row(Card card, Meaning meaning) {}

    /** A memory that is near, and how near. */
    record Hit(Card card, double score) {}

    private Shelf(long revision, List<Card> cards, UserVectors vectors) {
        this.revision = revision;
        this.cards = cards;
        this.vectors = vectors;
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
            return new Shelf(asOf, cards, vectors);
        }
        Set<String> replaced = newer.stream().map(row -> row.card().id()).collect(Collectors.toSet());
        return keeping(card -> !replaced.contains(card.id()), newer, asOf);
    }

    /** The same shelf without what has left it. */
    Shelf only(Set<String> living) {
        return keeping(card -> living.contains(card.id()), List.of(), revision);
    }

    private Shelf keeping(Predicate<Card> kept, List<Row> newer, long asOf) {
        int[] rows = IntStream.range(0, cards.size())
                .filter(row -> kept.test(cards.get(row)))
                .toArray();
        List<Card> all = new ArrayList<>(rows.length + newer.size());
        for (int row : rows) {
            all.add(cards.get(row));
        }
        List<Meaning> meanings = new ArrayList<>(newer.size());
        for (Row row : newer) {
            all.add(row.card());
            meanings.add(row.meaning());
        }
        return new Shelf(asOf, all, vectors.keeping(rows, meanings));
    }

    /** The memories nearest in meaning among the wanted ones, best first. */
    List<Hit> nearest(Meaning query, int limit, double minimum, Predicate<Card> wanted) {
        return vectors.nearest(query, limit, minimum, row -> isMeasured(row) && wanted.test(cards.get(row))).stream()
                .map(hit -> new Hit(cards.get(hit.row()), hit.score()))
                .toList();
    }

    private boolean isMeasured(int row) {
        return cards.get(row).measured();
    }

    int bytes() {
        return bytes(vectors.size(), cards.size());
    }

    /** A weight that ran over into negative numbers would let the cache grow without end. */
    static int bytes(long floats, long cards) {
        return (int) Math.min(Integer.MAX_VALUE, floats * Float.BYTES + cards * BYTES_PER_CARD);
    }
}
