package io.insula.request;

import io.insula.request.entity.RequestEventEntity;
import java.time.Instant;

/**
 * Something that happened to a request.
 *
 * @param number counts the user's events; a later one has a higher number
 * @param knownAs what the request's client knows it by
 * @param type {@code request.} and the state that it came to
 */
public record RequestEvent(long number, String knownAs, String sessionId, String type, Instant createdAt) {

    static RequestEvent of(RequestEventEntity entity, String name) {
        return new RequestEvent(
                entity.number(),
                name == null ? entity.requestId() : name,
                entity.sessionId(),
                entity.type(),
                entity.createdAt());
    }

    /** Whether it is the last of its request. */
    public boolean isLast() {
        return !type.equals("request.queued") && !type.equals("request.running");
    }
}
