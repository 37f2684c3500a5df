package io.insula.connection;

import io.insula.kernel.PlatformException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;

/** The messages of JSON-RPC 2.0, written and read. */
final class Rpc {

    static final JsonProvider JSON = JsonProvider.provider();

    private static final int NO_SUCH_METHOD = -32_601;

    private Rpc() {}

    static JsonObject request(long id, String method, JsonObject params) {
        return JSON.createObjectBuilder(notification(method, params))
                .add("id", id)
                .build();
    }

    static JsonObject notification(String method, JsonObject params) {
        return JSON.createObjectBuilder(Map.of("jsonrpc", "2.0", "method", method))
                .add("params", params)
                .build();
    }

    /** Empty if it is no JSON object. */
    static Optional<JsonObject> read(String text) {
        try {
            JsonValue value = JSON.createReader(new StringReader(text)).readValue();
            return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (RuntimeException malformed) {
            // Too deep a nesting and absurd numbers fail in ways of their own, not as the parser's.
            return Optional.empty();
        }
    }

    static boolean isRequest(JsonObject message) {
        return message.containsKey("method") && message.containsKey("id");
    }

    static boolean isNotification(JsonObject message) {
        return message.containsKey("method") && !message.containsKey("id");
    }

    /** The id of a response, or -1 if it is none of ours. */
    static long idOf(JsonObject response) {
        return response.get("id") instanceof JsonNumber id && id.isIntegral() ? id.longValue() : -1;
    }

    /** The answer to what a server asks: that we are there, and that we can do nothing else. */
    static JsonObject answerTo(JsonObject request) {
        boolean ping = JSON.createValue("ping").equals(request.get("method"));
        var answer = JSON.createObjectBuilder().add("jsonrpc", "2.0").add("id", request.get("id"));
        return ping
                ? answer.add("result", JsonValue.EMPTY_JSON_OBJECT).build()
                : answer.add(
                                "error",
                                JSON.createObjectBuilder()
                                        .add("code", NO_SUCH_METHOD)
                                        .add("message", "Method not found"))
                        .build();
    }

    /** The result in a response. */
    static JsonObject result(String server, JsonObject response) throws PlatformException {
        if (response.get("result") instanceof JsonObject result) {
            return result;
        }
        if (response.get("error") instanceof JsonObject error && error.get("code") instanceof JsonNumber code) {
            throw Failures.unusable(server, "refused the call with error " + code.longValue());
        }
        throw Failures.unusable(server, "answered neither a result nor an error");
    }
}
