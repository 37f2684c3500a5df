package io.insula.memory;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * What is to be different about a memory. A null component leaves things as they are; a {@link Put} of null clears them.
 *
 * @param content other words
 * @param shape the shape in which the other words were sent; null exactly when they are
 * @param collection another collection; the memory keeps its own expiry there
 * @param version the version that the caller has read; another one now is a conflict
 */
public record MemoryChange(
        String content,
        String shape,
        Put<String> type,
        Put<JsonObject> metadata,
        String collection,
        Put<Instant> expiresAt,
        Integer version) {

    /** A value to be put in place of another; null clears. */
    public record Put<T>(T value) {}
}
