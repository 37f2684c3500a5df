package io.insula.client;

import java.time.Instant;
import java.util.List;

/**
 * How much is remembered about one user.
 *
 * @param bytes of the words of all memories
 * @param oldest null where nothing is remembered
 * @param newest null where nothing is remembered
 * @param values values under keys
 * @param renewal how far the vectors have moved to the formation's model; null where the server does not tell
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
        collections = collections == null ? List.of() : List.copyOf(collections);
        vectors = vectors == null ? List.of() : List.copyOf(vectors);
    }

    /** How much lies in one collection. */
    public record OfCollection(String name, long memories, long bytes, Instant oldest, Instant newest) {}

    /** The vectors of one model. */
    public record OfModel(String model, long vectors, long bytes) {}

    /** How far the vectors have moved to the formation's model. */
    public record Renewal(String model, long renewed, long waiting, boolean underWay) {}
}
