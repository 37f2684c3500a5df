package io.insula.memory;

import io.insula.embedding.TopK;
import io.insula.embedding.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The vectors of one user's memories as of a revision, packed for scanning. Immutable: catching up makes a new one. It
 * may hold a memory that is gone by now; what it proposes is always read again before it leaves.
 *
 * @param revision the user's memory revision up to which vectors are held
 * @param ids the memory of each row
 * @param packed the rows, one after the other
 */
record UserVectors(long revision, List<String> ids, float[] packed) {

    private static final int BYTES_PER_ID = 100;

    /** One vector as it was read. */
    record Row(String id, long revision, byte[] vector) {}

    static UserVectors none() {
        return new UserVectors(0, List.of(), new float[0]);
    }

    /** These vectors and the newer ones; a memory that came again replaces nothing, since ids are never used twice. */
    UserVectors and(List<Row> newer, long asOf) {
        if (newer.isEmpty()) {
            return new UserVectors(asOf, ids, packed);
        }
        int dimension = Vectors.fromBytes(newer.get(0).vector()).length;
        List<String> all = new ArrayList<>(ids.size() + newer.size());
        all.addAll(ids);
        float[] rows = Arrays.copyOf(packed, packed.length + newer.size() * dimension);
        int at = packed.length;
        for (Row row : newer) {
            all.add(row.id());
            float[] vector = Vectors.fromBytes(row.vector());
            System.arraycopy(vector, 0, rows, at, dimension);
            at += dimension;
        }
        return new UserVectors(asOf, all, rows);
    }

    /** The nearest rows, best first. */
    List<TopK.Hit> nearest(float[] query, int limit, double minimum) {
        return ids.isEmpty() ? List.of() : TopK.scan(query, packed, limit, (float) minimum);
    }

    /** A copy of one row. */
    float[] row(int row) {
        int dimension = packed.length / ids.size();
        return Arrays.copyOfRange(packed, row * dimension, (row + 1) * dimension);
    }

    int bytes() {
        return packed.length * Float.BYTES + ids.size() * BYTES_PER_ID;
    }
}
