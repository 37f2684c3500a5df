package io.insula.search;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Places in a list that is ordered by score. */
final class Ranks {

    private Ranks() {}

    /** The rank of each score, from 1 for the highest; of equal ones the first comes first. */
    static int[] of(double[] scores) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer at) -> -scores[at]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[scores.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = i + 1;
        }
        return ranks;
    }
}
