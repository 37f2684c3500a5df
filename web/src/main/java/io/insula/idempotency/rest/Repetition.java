package io.insula.idempotency.rest;

import io.insula.idempotency.StoredAnswer;
import io.insula.input.rest.StreamWish;
import io.insula.kernel.rest.EventStream;
import io.insula.kernel.rest.RequestProperties;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer that was given before, given once more. */
final class Repetition {

    private static final String MARK = "Idempotency-Replayed";

    private Repetition() {}

    /** The same status and the same bytes; for whoever wants events, the whole answer as one piece and its end. */
    static Response of(StoredAnswer answer, ContainerRequestContext request) {
        request.setProperty(RequestProperties.VERBATIM, true);
        Response.ResponseBuilder again = Response.status(answer.status()).header(MARK, "true");
        if (answer.location() != null) {
            again.header("Location", answer.location());
        }
        if (answer.mediaType() == null) {
            return again.build();
        }
        if (answer.status() == 200 && StreamWish.of(request)) {
            return again.type(MediaType.SERVER_SENT_EVENTS_TYPE)
                    .entity(told(answer.body()))
                    .build();
        }
        return again.type(answer.mediaType())
                .entity(answer.body().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static StreamingOutput told(String envelope) {
        JsonObject data;
        try (JsonReader reader = Json.createReader(new StringReader(envelope))) {
            data = reader.readObject().getJsonObject("data");
        }
        return output -> {
            EventStream events = new EventStream(output);
            events.send(Map.of("token", data.getString("response", "")));
            events.send(
                    "done",
                    Json.createObjectBuilder(data).add("finished", true).build().toString());
        };
    }
}
