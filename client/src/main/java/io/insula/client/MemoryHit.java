package io.insula.client;

import java.time.Instant;
import java.util.Map;

/** A memory that a search found; the higher the {@code score}, up to 1, the closer in meaning. */
public record MemoryHit(
        String id,
        String content,
        String type,
        String detail,
        double score,
        Map<String, Object> metadata,
        Instant createdAt,
        String collection) {

    public MemoryHit {
        metadata = Json.copy(metadata);
    }

    /** What is remembered, whichever shape it has. */
    public String text() {
        return content == null ? detail : content;
    }
}
