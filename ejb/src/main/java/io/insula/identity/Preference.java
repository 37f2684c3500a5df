package io.insula.identity;

import io.insula.identity.entity.PreferenceEntity;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;

/**
 * Something the user prefers.
 *
 * @param id {@code prf_…}
 * @param key such as {@code python} or {@code favorite.color}
 * @param value any JSON
 * @param memoryId the memory that it was read from, or null where a caller set it
 * @param createdAt when the key was first set
 * @param updatedAt when it was last set
 */
public record Preference(
        String id, String key, JsonValue value, String memoryId, Instant createdAt, Instant updatedAt) {

    static Preference of(PreferenceEntity entity) {
        return new Preference(
                entity.id(),
                entity.key(),
                parse(entity.value()),
                entity.memoryId(),
                entity.createdAt(),
                entity.updatedAt());
    }

    private static JsonValue parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }
}
