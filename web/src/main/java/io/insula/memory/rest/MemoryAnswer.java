package io.insula.memory.rest;

import io.insula.memory.Memory;
import io.insula.memory.MemoryHit;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A memory as clients see it.
 *
 * @param content the text, when it was sent as content
 * @param detail the text, when it was sent as detail
 * @param expiresAt when it leaves; not there if it stays
 * @param version to be named in a change that must not overwrite another one
 * @param score how near it is to what was asked; only in search results
 */
public record MemoryAnswer(
        String id,
        String userId,
        String content,
        String type,
        String detail,
        @Schema(implementation = Object.class) JsonObject metadata,
        String source,
        String sessionId,
        Instant createdAt,
        String collection,
        Instant expiresAt,
        Instant updatedAt,
        int version,
        Double score) {

    static MemoryAnswer of(Memory memory, String userId) {
        return of(memory, userId, null);
    }

    static MemoryAnswer of(MemoryHit hit, String userId) {
        return of(hit.memory(), userId, hit.score());
    }

    private static MemoryAnswer of(Memory memory, String userId, Double score) {
        boolean detailed = MemoryInput.DETAIL.equals(memory.shape());
        return new MemoryAnswer(
                memory.id(),
                userId,
                detailed ? null : memory.content(),
                memory.type(),
                detailed ? memory.content() : null,
                memory.metadata(),
                memory.source(),
                memory.sessionId(),
                memory.createdAt(),
                memory.collection(),
                memory.expiresAt(),
                memory.updatedAt(),
                memory.version(),
                score);
    }
}
