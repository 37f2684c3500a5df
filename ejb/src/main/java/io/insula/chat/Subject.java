package io.insula.chat;

import io.insula.formation.Formation;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;

/**
 * What is reflected upon: ids alone, so that the queue holds nothing that was said.
 *
 * @param agentId whose model is asked; null for the formation's first agent
 */
record Subject(String agentId, List<String> memories) {

    Subject {
        memories = List.copyOf(memories);
    }

    String written() {
        JsonArrayBuilder ids = Json.createArrayBuilder();
        memories.forEach(ids::add);
        JsonObjectBuilder subject = Json.createObjectBuilder().add("memories", ids);
        if (agentId != null) {
            subject.add("agent", agentId);
        }
        return subject.build().toString();
    }

    static Subject read(String written) {
        try (JsonReader reader = Json.createReader(new StringReader(written))) {
            JsonObject subject = reader.readObject();
            return new Subject(
                    subject.getString("agent", null),
                    subject.getJsonArray("memories").getValuesAs(JsonString::getString));
        }
    }

    /** Who is asked; the formation's first agent where the one that is meant is gone. */
    Speaker speaker(Formation formation) {
        boolean isThere = formation.agents().stream().anyMatch(each -> each.id().equals(agentId));
        return Speaker.of(formation, isThere ? agentId : null);
    }
}
