package io.insula.request;

import io.insula.chat.NewMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;

/** A message as it waits in the queue for its answer. */
record Deferred(NewMessage message, String webhookUrl) {

    String write() {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("request_id", message.turnId()).add("message", message.message());
        add(json, "session_id", message.sessionId());
        add(json, "agent_id", message.agentId());
        add(json, "webhook_url", webhookUrl);
        return json.build().toString();
    }

    static Deferred read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            return new Deferred(
                    new NewMessage(
                            json.getString("message"),
                            json.getString("session_id", null),
                            json.getString("agent_id", null),
                            json.getString("request_id"),
                            null),
                    json.getString("webhook_url", null));
        }
    }

    private static void add(JsonObjectBuilder json, String name, String value) {
        if (value != null) {
            json.add(name, value);
        }
    }
}
