package io.insula.memory.value;

import io.insula.memory.entity.MemoryValueEntity;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;

/**
 * A value that a user keeps under a name.
 *
 * @param namespace a label that tells names apart within the user's own values
 * @param value anything that JSON can say but null
 * @param version 1 at first, and one more with each change
 */
public record MemoryValue(
        String namespace, String key, JsonValue value, int version, Instant createdAt, Instant updatedAt) {

    static MemoryValue of(MemoryValueEntity entity) {
        try (JsonReader reader = Json.createReader(new StringReader(entity.value()))) {
            return new MemoryValue(
                    entity.namespace(),
                    entity.key(),
                    reader.readValue(),
                    entity.version(),
                    entity.createdAt(),
                    entity.updatedAt());
        }
    }
}
