package io.insula.memory;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * What a caller wants remembered.
 *
 * @param content the words
 * @param type the caller's own kind, or null
 * @param metadata the caller's own data, or null
 * @param shape {@code content} or {@code detail}
 * @param collection the collection it belongs to; null for the default one
 * @param expiresAt when it leaves; null for when the collection says
 */
public record NewMemory(
        String content, String type, JsonObject metadata, String shape, String collection, Instant expiresAt) {

    /** A memory of the default collection, which expires when that says. */
    public NewMemory(String content, String type, JsonObject metadata, String shape) {
        this(content, type, metadata, shape, null, null);
    }
}
