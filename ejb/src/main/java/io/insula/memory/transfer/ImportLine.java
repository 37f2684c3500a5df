package io.insula.memory.transfer;

import io.insula.memory.NewMemory;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;

/**
 * One memory of an import.
 *
 * @param createdAt when it was first kept, or null for now
 */
public record ImportLine(NewMemory memory, Instant createdAt) {

    /** As it waits to be remembered: one line. */
    String written() {
        JsonObjectBuilder line =
                Json.createObjectBuilder().add("content", memory.content()).add("shape", memory.shape());
        if (memory.type() != null) {
            line.add("type", memory.type());
        }
        if (memory.metadata() != null) {
            line.add("metadata", memory.metadata());
        }
        if (memory.collection() != null) {
            line.add("collection", memory.collection());
        }
        if (memory.expiresAt() != null) {
            line.add("expires_at", memory.expiresAt().toString());
        }
        if (createdAt != null) {
            line.add("created_at", createdAt.toString());
        }
        return line.build().toString();
    }

    static ImportLine read(String written) {
        try (JsonReader reader = Json.createReader(new StringReader(written))) {
            JsonObject line = reader.readObject();
            return new ImportLine(
                    new NewMemory(
                            line.getString("content"),
                            line.getString("type", null),
                            line.getJsonObject("metadata"),
                            line.getString("shape"),
                            line.getString("collection", null),
                            time(line, "expires_at")),
                    time(line, "created_at"));
        }
    }

    private static Instant time(JsonObject line, String field) {
        return line.containsKey(field) ? Instant.parse(line.getString(field)) : null;
    }
}
