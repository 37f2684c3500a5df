package io.insula.identity.rest;

import io.insula.identity.Preference;
import jakarta.json.JsonValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A preference as clients see it.
 *
 * @param source {@code explicit} if a caller set it, {@code episodic} if it was read from what the user said
 * @param memoryId the memory that it was read from
 */
public record PreferenceAnswer(
        String id,
        String key,
        @Schema(implementation = Object.class) JsonValue value,
        String source,
        String memoryId,
        Instant createdAt,
        Instant updatedAt) {

    static PreferenceAnswer of(Preference preference) {
        return new PreferenceAnswer(
                preference.id(),
                preference.key(),
                preference.value(),
                preference.memoryId() == null ? "explicit" : "episodic",
                preference.memoryId(),
                preference.createdAt(),
                preference.updatedAt());
    }
}
