package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.embedding.TopK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The vectors of one user's memories as of a revision, packed for scanning. Immutable: catching up makes a new one. It
 * may hold a memory that is gone by now; what it proposes is always read again before it leaves.
 */
final class UserVectors {

    private static final UserVectors NONE = new UserVectors(0, List.of(), new float[0]);
    private static final int BYTES_PER_ID = 100;

    private final long revision;
    private final List<String> ids;
    private final float[] packed;

    /** One memory's meaning as it was read, with the revision at which it came. */
    record Row(String id, long revision, Meaning meaning) {}

    /** A memory that is near, and how near. */
    record Hit(String id, double score) {}

    private UserVectors(long revision, List<String> ids, float[] packed) {
        this.revision = revision;
        this.ids = ids;
        this.packed = packed;
    }

    static UserVectors none() {
        return NONE;
    }

    /** The user's memory revision up to which vectors are held. */
    long revision() {
        return revision;
    }

    /** These vectors and the newer ones; no id comes twice, since ids are never used again. */
    UserVectors and(List<Row> newer, long asOf) {
        if (newer.isEmpty()) {
            return new UserVectors(asOf, ids, packed);
        }
        int dimension = newer.get(0).meaning().vector().length;
        List<String> all = new ArrayList<>(ids.size() + newer.size());
        all.addAll(ids);
        float[] rows = Arrays.copyOf(packed, packed.length + newer.size() * dimension);
        int at = packed.length;
        for (Row row : newer) {
            all.add(row.id());
            System.arraycopy(row.meaning().vector(), 0, rows, at, dimension);
            at += dimension;
        }
        return new UserVectors(asOf, all, rows);
    }

    /** The nearest memories, best first. */
    List<Hit> nearest(Meaning query, int limit, double minimum) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return TopK.scan(query.vector(), packed, limit, (float) minimum).stream()
                .map(hit -> new Hit(ids.get(hit.row()), hit.score()))
                .toList();
    }

    int bytes() {
        return bytes(packed.length, ids.size());
    }

    /** A weight that ran over into negative numbers would let the cache grow without end. */
    static int bytes(long floats, long ids) {
        return (int) Math.min(Integer.MAX_VALUE, floats * Float.BYTES + ids * BYTES_PER_ID);
    }
}
