package io.insula.mcp.rest;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.kernel.rest.EventStream;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a tool came to, as the model behind the agent is told of it. */
final class ToolResult {

    private static final JsonProvider JSON = JsonProvider.provider();

    private ToolResult() {}

    /** What was done or found; once as a text, for clients of the first versions that know nothing else. */
    static JsonObject of(Object made) {
        String json = EventStream.toJson(made);
        return told(json, false).add("structuredContent", parsed(json)).build();
    }

    /** Why it was not done, in words by which the model may mend its call. */
    static JsonObject of(PlatformException refused) {
        String faults = refused.faults().stream()
                .map(fault -> " " + fault.field() + " " + fault.message() + ".")
                .collect(Collectors.joining());
        String again = refused.retryAfter()
                .map(wait -> " Try again in " + Math.max(1, wait.plusMillis(999).toSeconds()) + " s.")
                .orElse("");
        String code = refused.code().name().toLowerCase(Locale.ROOT);
        return told(code + ": " + refused.getMessage() + "." + faults + again, true)
                .build();
    }

    /** Whether the model can do something about it; what else goes wrong, it is not told. */
    static boolean canBeMended(ErrorCode code) {
        return switch (code) {
            case UNAUTHORIZED, FORBIDDEN, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE, INTERNAL_ERROR ->
                false;
            default -> true;
        };
    }

    private static JsonObjectBuilder told(String text, boolean error) {
        return JSON.createObjectBuilder()
                .add(
                        "content",
                        JSON.createArrayBuilder()
                                .add(JSON.createObjectBuilder()
                                        .add("type", "text")
                                        .add("text", text)))
                .add("isError", error);
    }

    private static JsonObject parsed(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
