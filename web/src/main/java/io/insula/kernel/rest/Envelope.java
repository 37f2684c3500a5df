package io.insula.kernel.rest;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Clock;
import java.util.regex.Pattern;

/**
 * The frame around every answer on MUXI routes:
 * {@code {object, timestamp, type, request: {id, idempotency_key}, success, error, data}}.
 *
 * @param requestId the request's id
 * @param idempotencyKey as the caller sent it, or null
 * @param timestamp milliseconds since 1970
 */
record Envelope(String requestId, String idempotencyKey, long timestamp) {

    static final String IDEMPOTENCY_HEADER = "X-Muxi-Idempotency-Key";

    /** Needs no escaping in JSON. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:-]{1,255}");

    static Envelope of(ContainerRequestContext request, Clock clock) {
        String key = request.getHeaderString(IDEMPOTENCY_HEADER);
        return new Envelope(
                RequestIdFilter.of(request), key != null && PLAIN.matcher(key).matches() ? key : null, clock.millis());
    }

    /** Everything that stands before the data of a successful answer; {@link #close()} stands behind it. */
    String open(String object, String type) {
        return "{\"object\":\"" + object + "\",\"timestamp\":" + timestamp + ",\"type\":\"" + type
                + "\",\"request\":{\"id\":\"" + requestId + "\",\"idempotency_key\":" + quoted(idempotencyKey)
                + "},\"success\":true,\"error\":null,\"data\":";
    }

    static String close() {
        return "}";
    }

    /** The whole answer to a failed request; half of the clients read the code and message on the top level. */
    String failure(Failure failure) {
        JsonObjectBuilder error = Failure.JSON
                .createObjectBuilder()
                .add("code", failure.code().name())
                .add("message", failure.message())
                .add("trace", requestId);
        if (!failure.faults().isEmpty()) {
            error.add("data", Failure.JSON.createObjectBuilder().add("validation_errors", failure.faultsAsJson()));
        }
        JsonObjectBuilder request = Failure.JSON.createObjectBuilder().add("id", requestId);
        if (idempotencyKey == null) {
            request.addNull("idempotency_key");
        } else {
            request.add("idempotency_key", idempotencyKey);
        }
        return Failure.JSON
                .createObjectBuilder()
                .add("object", "error")
                .add("timestamp", timestamp)
                .add("type", "error")
                .add("request", request)
                .add("success", false)
                .add("error", error)
                .add("data", JsonValue.EMPTY_JSON_OBJECT)
                .add("code", failure.code().name())
                .add("message", failure.message())
                .build()
                .toString();
    }

    private static String quoted(String plain) {
        return plain == null ? "null" : '"' + plain + '"';
    }
}
