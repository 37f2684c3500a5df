package io.insula.memory.rest;

import io.insula.memory.value.MemoryValue;
import jakarta.json.JsonValue;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A value as clients see it: as it was sent. */
public record ValueAnswer(
        String namespace,
        String key,
        @Schema(implementation = Object.class) JsonValue value,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    static ValueAnswer of(MemoryValue value) {
        return new ValueAnswer(
                value.namespace(), value.key(), value.value(), value.version(), value.createdAt(), value.updatedAt());
    }
}
