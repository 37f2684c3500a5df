package io.insula.kernel.rest;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/**
 * What a caller may know about why a request failed, before it takes the shape of one of the two wires.
 *
 * @param code the kind of error
 * @param message a sentence for people
 * @param faults the fields at fault, or none
 * @param retryAfter when to try again, or null
 * @param cause what the log should know and the caller must not; null where nothing is wrong with the server
 */
record Failure(ErrorCode code, String message, List<FieldFault> faults, Duration retryAfter, Throwable cause) {

    /** Found once: looking the provider up walks the class path. */
    static final JsonProvider JSON = JsonProvider.provider();

    private static final Duration SOON = Duration.ofSeconds(1);

    static Failure of(ErrorCode code) {
        return new Failure(code, ErrorStatus.of(code).title(), List.of(), null, null);
    }

    static Failure of(PlatformException e) {
        boolean internal = e.code() == ErrorCode.INTERNAL_ERROR;
        return new Failure(
                e.code(),
                internal ? ErrorStatus.of(e.code()).title() : e.getMessage(),
                e.faults(),
                e.retryAfter().orElse(null),
                internal ? e : null);
    }

    static Failure unexpected(Throwable cause) {
        return new Failure(
                ErrorCode.INTERNAL_ERROR,
                ErrorStatus.of(ErrorCode.INTERNAL_ERROR).title(),
                List.of(),
                null,
                cause);
    }

    /** Whether the change was made is known to nobody yet. */
    static Failure undecided(Throwable cause) {
        return new Failure(
                ErrorCode.SERVICE_UNAVAILABLE,
                "The database went away at the end of the request: whether the change was made is not known."
                        + " Sent again with the same idempotency key it is made once",
                List.of(),
                SOON,
                cause);
    }

    static Failure exhausted(Throwable cause) {
        return new Failure(
                ErrorCode.SERVICE_UNAVAILABLE,
                ErrorStatus.of(ErrorCode.SERVICE_UNAVAILABLE).title(),
                List.of(),
                SOON,
                cause);
    }

    /** The answer that the response filter will give a shape. */
    Response.ResponseBuilder answer() {
        return Response.status(ErrorStatus.of(code).status()).entity(this);
    }

    /** In whole seconds, at least one; null when there is nothing to wait for. */
    Long retrySeconds() {
        Duration wait = retryAfter == null && code == ErrorCode.SERVICE_UNAVAILABLE ? SOON : retryAfter;
        return wait == null ? null : Math.max(1, wait.plusMillis(999).toSeconds());
    }

    JsonArray faultsAsJson() {
        JsonArrayBuilder list = JSON.createArrayBuilder();
        for (FieldFault fault : faults) {
            JsonObjectBuilder told = JSON.createObjectBuilder()
                    .add("field", fault.field())
                    .add("msg", fault.message())
                    .add("type", fault.type());
            if (fault.place() != null) {
                told.add("file", fault.place().file())
                        .add("line", fault.place().line())
                        .add("column", fault.place().column());
            }
            list.add(told);
        }
        return list.build();
    }
}
