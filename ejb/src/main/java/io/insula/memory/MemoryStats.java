package io.insula.memory;

import java.time.Instant;
import java.util.List;

/**
 * How much is remembered about one user.
 *
 * @param memories living memories, over all collections
 * @param bytes of their words
 * @param oldest when the oldest was kept, or null
 * @param newest when the newest was kept, or null
 * @param values values under keys
 * @param renewal how far the vectors have moved to the formation's model
 */
public record MemoryStats(
        long memories,
        long bytes,
        Instant oldest,
        Instant newest,
        int values,
        List<OfCollection> collections,
        List<OfModel> vectors,
        Renewal renewal) {

    public MemoryStats {
        collections = List.copyOf(collections);
        vectors = List.copyOf(vectors);
    }

    /** How much lies in one collection. */
    public record OfCollection(String name, long memories, long bytes, Instant oldest, Instant newest) {}

    /**
     * The vectors of one model; they may be more than the memories, until what has expired is removed.
     *
     * @param bytes of all of them
     */
    public record OfModel(String model, long vectors, long bytes) {}

    /**
     * How far the vectors have moved to the model that the formation has now. They begin to move when the user's memories
     * are next searched; what waits is found by its words alone.
     *
     * @param renewed vectors of that model
     * @param waiting vectors of others
     * @param underWay whether they are being renewed
     */
    public record Renewal(String model, long renewed, long waiting, boolean underWay) {}
}
