package io.insula.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/**
 * The exact search: every row is compared, the best are kept. Equal scores keep the order of the rows, so that the same
 * question always gets the same answer.
 */
public final class TopK {

    private static final Comparator<Hit> BEST_FIRST =
            Comparator.comparingDouble(Hit::score).reversed().thenComparingInt(Hit::row);

    private TopK() {}

    /**
     * A row found.
     *
     * @param row its place in the matrix, from 0
     * @param score the dot product with the query; for embeddings the cosine, -1 to 1
     */
    public record Hit(int row, float score) {}

    /**
     * The best rows of a packed matrix, best first.
     *
     * @param query as many components as a row has
     * @param packed the rows end to end
     * @param limit how many at most
     * @param minimum rows that score less are left out
     */
    public static List<Hit> scan(float[] query, float[] packed, int limit, float minimum) {
        return scan(query, packed, limit, minimum, row -> true);
    }

    /** The best among the wanted rows. */
    public static List<Hit> scan(float[] query, float[] packed, int limit, float minimum, IntPredicate wanted) {
        int dimension = query.length;
        if (dimension == 0 || packed.length % dimension != 0) {
            throw new IllegalArgumentException(
                    packed.length + " components are not whole rows of " + dimension + " dimensions");
        }
        if (limit <= 0) {
            return List.of();
        }
        PriorityQueue<Hit> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
        float bar = minimum;
        for (int row = 0, offset = 0; offset < packed.length; row++, offset += dimension) {
            if (!wanted.test(row)) {
                continue;
            }
            float score = Vectors.dot(query, packed, offset);
            if (score >= bar) {
                worstFirst.add(new Hit(row, score));
            }
            if (worstFirst.size() > limit) {
                worstFirst.remove();
                bar = Math.max(minimum, worstFirst.element().score());
            }
        }
        List<Hit> hits = new ArrayList<>(worstFirst);
        hits.sort(BEST_FIRST);
        return List.copyOf(hits);
    }
}
