package io.insula.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Of two statements about one thing the newer stands first: who asks where the sister lives wants to know where she
 * lives now.
 *
 * <p>Two statements are taken to be about one thing from a cosine of {@value #ABOUT_ONE_THING} on. Whether the newer one
 * then replaces the older is judged by what the question loses with it: the difference of their cosines to the question,
 * and {@value #WORDS_LOST} times the share of the question's words that only the older one holds ("my sister" where the
 * newer one speaks of a brother). A loss up to {@value #LOSS} is borne, up to {@value #ANNOUNCED_LOSS} where the newer
 * one announces a change ("moved", "no longer", "from now on"). A number or time that the question asks for must not get
 * lost at all.
 */
final class NewerFirst {

    static final double ABOUT_ONE_THING = 0.35;
    static final double WORDS_LOST = 0.5;
    static final double LOSS = 0.05;
    static final double ANNOUNCED_LOSS = 0.4;
    /** How far down it is looked for statements about one thing; the comparisons grow with the square. */
    static final int LOOKED_AT = 10;

    private final Expectation expectation;
    private final Likeness likeness;

    NewerFirst(String question, Likeness likeness) {
        this.expectation = Expectation.of(question);
        this.likeness = likeness;
    }

    /** The places of the candidates in their new order. */
    List<Integer> order(List<Candidate> ranked) {
        List<Integer> order = new ArrayList<>(ranked.size());
        for (int i = 0; i < ranked.size(); i++) {
            order.add(i < LOOKED_AT ? firstReplaced(order, ranked, ranked.get(i)) : i, i);
        }
        return order;
    }

    private int firstReplaced(List<Integer> order, List<Candidate> ranked, Candidate newer) {
        for (int at = 0; at < order.size(); at++) {
            if (replaces(newer, ranked.get(order.get(at)))) {
                return at;
            }
        }
        return order.size();
    }

    /** Whether one statement, as far as the question goes, holds in the other's stead. */
    boolean replaces(Candidate newer, Candidate older) {
        if (newer.created() == null
                || older.created() == null
                || !newer.created().isAfter(older.created())) {
            return false;
        }
        double borne = ChangeWords.in(newer.content()) ? ANNOUNCED_LOSS : LOSS;
        return loss(newer, older) <= borne && likeness.between(newer, older) >= ABOUT_ONE_THING;
    }

    private double loss(Candidate newer, Candidate older) {
        if (expectation.isMetBy(older.content()) && !expectation.isMetBy(newer.content())) {
            return Double.POSITIVE_INFINITY;
        }
        double words = Math.max(0, older.keyword().share() - newer.keyword().share());
        return older.cosine() - newer.cosine() + WORDS_LOST * words;
    }
}
