package io.insula.request.rest;

import io.insula.request.Request;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;

/**
 * A request that is answered later, as clients see it.
 *
 * @param requestId what the client calls it; its id where it calls it nothing
 * @param result what the answer would have been at once; absent until it is completed
 * @param error why there is none
 */
public record RequestAnswer(
        String id,
        String requestId,
        String userId,
        String sessionId,
        String status,
        JsonObject result,
        Failed error,
        String webhook,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt) {

    /** Why a request has no answer; the code is one of the errors that any answer may have. */
    public record Failed(String code) {}

    static RequestAnswer of(Request request, String userId) {
        return new RequestAnswer(
                request.id(),
                request.knownAs(),
                userId,
                request.sessionId(),
                request.status(),
                request.result() == null ? null : result(request, userId),
                request.errorCode() == null ? null : new Failed(request.errorCode()),
                request.webhook(),
                request.createdAt(),
                request.startedAt(),
                request.finishedAt());
    }

    /** With the names under which a synchronous answer has its text, its request and its user. */
    private static JsonObject result(Request request, String userId) {
        try (JsonReader reader = Json.createReader(new StringReader(request.result()))) {
            JsonObject kept = reader.readObject();
            return Json.createObjectBuilder(kept)
                    .add("message", kept.getString("response", ""))
                    .add("request_id", request.knownAs())
                    .add("user_id", userId)
                    .build();
        }
    }
}
