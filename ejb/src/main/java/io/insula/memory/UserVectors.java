package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.embedding.TopK;
import io.insula.embedding.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** The vectors of one user and one model, packed row by row for scanning. Immutable: adding makes a new one. */
final class UserVectors {

    private static final UserVectors NONE = new UserVectors(0, new float[0]);

    private final int dimension;
    private final float[] packed;

    private UserVectors(int dimension, float[] packed) {
        this.dimension = dimension;
        this.packed = packed;
    }

    static UserVectors none() {
        return NONE;
    }

    /**
     * These rows and the newer ones behind them.
     *
     * @param before how many rows there are already, with or without a vector
     * @param newer one for each new row; null for a row without a vector, never to be wanted
     */
    UserVectors and(int before, List<Meaning> newer) {
        int width = width(newer);
        float[] rows = Arrays.copyOf(packed, (before + newer.size()) * width);
        int at = before * width;
        for (Meaning meaning : newer) {
            if (meaning != null) {
                System.arraycopy(meaning.vector(), 0, rows, at, width);
            }
            at += width;
        }
        return new UserVectors(width, rows);
    }

    /** A model decides the length of its vectors; rows of another model have none, so the first one found tells. */
    private int width(List<Meaning> newer) {
        return newer.stream()
                .filter(meaning -> meaning != null && dimension == 0)
                .mapToInt(meaning -> meaning.vector().length)
                .findFirst()
                .orElse(dimension);
    }

    /** The rows nearest to the query among the wanted ones, best first. */
    List<TopK.Hit> nearest(Meaning query, int limit, double minimum, IntPredicate wanted) {
        return packed.length == 0 ? List.of() : TopK.scan(query.vector(), packed, limit, (float) minimum, wanted);
    }

    /** The vector of a row that has one. */
    float[] row(int row) {
        return Arrays.copyOfRange(packed, row * dimension, (row + 1) * dimension);
    }

    /** The cosine of two rows that have vectors. */
    double between(int left, int right) {
        return Vectors.dot(row(left), row(right));
    }

    /** How many floats are held. */
    int size() {
        return packed.length;
    }
}
