package io.insula.client;

import java.time.Instant;
import java.util.Map;

/**
 * Something that the platform keeps for one user. It comes back in the shape in which it was sent: with
 * {@code content}, or with {@code type} and {@code detail}; the other shape's components are then null.
 *
 * @param expiresAt when it leaves, or null if it stays
 * @param version 1 at first, and one more with each change
 */
public record Memory(
        String id,
        String content,
        String type,
        String detail,
        Map<String, Object> metadata,
        Instant createdAt,
        String collection,
        Instant expiresAt,
        int version) {

    public Memory {
        metadata = Json.copy(metadata);
    }

    /** What is remembered, whichever shape it has. */
    public String text() {
        return content == null ? detail : content;
    }
}
