package io.insula.memory.rest;

import io.insula.memory.Memory;
import io.insula.memory.MemoryHit;
import io.insula.memory.MemorySource;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A memory as clients see it.
 *
 * @param content the text, when it was sent as content
 * @param detail the text, when it was sent as detail
 * @param expiresAt when it leaves; not there if it stays
 * @param version to be named in a change that must not overwrite another one
 * @param sourceCount how often it was said, in these or almost these words
 * @param sources where it was said, if that was more than once; only of a single memory
 * @param score what search results are ordered by, at most 1; only there
 * @param scores what the score comes from; only in search results
 * @param ranks its places in the lists that were fused; only in search results
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
        int sourceCount,
        List<MemorySource> sources,
        Double score,
        HitScores scores,
        HitRanks ranks) {

    public static MemoryAnswer of(Memory memory, String userId) {
        return of(memory, userId, null, null, null);
    }

    public static MemoryAnswer of(MemoryHit hit, String userId) {
        return of(hit.memory(), userId, hit.score(), HitScores.of(hit), HitRanks.of(hit));
    }

    private static MemoryAnswer of(Memory memory, String userId, Double score, HitScores scores, HitRanks ranks) {
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
                memory.sourceCount(),
                memory.sources().isEmpty() ? null : memory.sources(),
                score,
                scores,
                ranks);
    }
}
