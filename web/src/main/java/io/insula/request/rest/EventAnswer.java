package io.insula.request.rest;

import io.insula.request.RequestEvent;
import java.time.Instant;

/** Something that happened to a request, as clients hear it. */
public record EventAnswer(String type, String requestId, String sessionId, String status, Instant createdAt) {

    static EventAnswer of(RequestEvent event) {
        String status = event.type().substring(event.type().indexOf('.') + 1);
        return new EventAnswer(event.type(), event.knownAs(), event.sessionId(), status, event.createdAt());
    }
}
