package io.insula.memory;

import io.insula.memory.entity.MemoryEntity;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;

/**
 * Something remembered about one user.
 *
 * @param id {@code mem_…}
 * @param content the words
 * @param type the caller's own kind, or null
 * @param metadata the caller's own data, or null
 * @param source {@code explicit} if a caller added it, {@code episodic} if it was kept from a conversation
 * @param shape {@code content} or {@code detail}: how the caller sent it and wants it back
 * @param sessionId the session it was said in, or null
 * @param createdAt when it was kept
 * @param collection the collection it lies in
 * @param expiresAt when it leaves, or null if it stays
 * @param saidAt when it was said last: later than {@code createdAt} if it was said again
 * @param updatedAt when it was last changed, or null if never
 * @param version 1 at first, and one more with each change
 * @param sourceCount how often it was said, in these or almost these words
 * @param sources where, oldest first, if it was more than once; read with a single memory only
 * @param verdicts what was decided of it and of memories before it
 */
public record Memory(
        String id,
        String content,
        String type,
        JsonObject metadata,
        String source,
        String shape,
        String sessionId,
        Instant createdAt,
        String collection,
        Instant expiresAt,
        Instant saidAt,
        Instant updatedAt,
        int version,
        int sourceCount,
        List<MemorySource> sources,
        Verdicts verdicts) {

    public Memory {
        sources = List.copyOf(sources);
    }

    static Memory of(MemoryEntity entity) {
        return of(entity, List.of());
    }

    static Memory of(MemoryEntity entity, List<MemorySource> sources) {
        return new Memory(
                entity.id(),
                entity.content(),
                entity.type(),
                parse(entity.metadata()),
                entity.source(),
                entity.shape(),
                entity.sessionId(),
                entity.createdAt(),
                entity.collection(),
                entity.expiresAt(),
                entity.saidAt(),
                entity.updatedAt(),
                entity.version(),
                entity.sources(),
                sources,
                Verdicts.read(entity.verdicts()));
    }

    private static JsonObject parse(String json) {
        if (json == null) {
            return null;
        }
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
