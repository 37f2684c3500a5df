package io.insula.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** How each row of a {@link TermIndex} meets the words of one question. */
public final class KeywordScores {

    private static final Comparator<Hit> BEST_FIRST = Comparator.<Hit>comparingDouble(
                    hit -> hit.keyword().score())
            .thenComparingInt(Hit::row)
            .reversed();

    private final float[] scores;
    private final float[] shares;

    KeywordScores(int rows) {
        scores = new float[rows];
        shares = new float[rows];
    }

    /** A row that holds a word of the question. */
    public record Hit(int row, Keyword keyword) {}

    void add(int row, double worth, double share) {
        scores[row] += (float) worth;
        shares[row] += (float) share;
    }

    /** How one row meets the question. */
    public Keyword of(int row) {
        return scores[row] == 0 ? Keyword.none() : new Keyword(scores[row], Math.min(1, shares[row]));
    }

    /** The best rows that hold a word of the question at all, best first; of equal ones the newer. */
    public List<Hit> best(int limit) {
        PriorityQueue<Hit> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
        double bar = 0;
        for (int row = 0; row < scores.length && limit > 0; row++) {
            if (scores[row] > 0 && scores[row] >= bar) {
                worstFirst.add(new Hit(row, of(row)));
            }
            if (worstFirst.size() > limit) {
                worstFirst.remove();
                bar = worstFirst.element().keyword().score();
            }
        }
        List<Hit> hits = new ArrayList<>(worstFirst);
        hits.sort(BEST_FIRST);
        return List.copyOf(hits);
    }
}
