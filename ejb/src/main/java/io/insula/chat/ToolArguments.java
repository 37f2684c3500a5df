package io.insula.chat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.util.Optional;

/** The arguments of a call as a model wrote them. */
final class ToolArguments {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int LONGEST = 50_000;

    private ToolArguments() {}

    /** The object that they are; empty if they are none. Nothing at all is an object without fields. */
    static Optional<JsonObject> read(String written) {
        if (written.isBlank()) {
            return Optional.of(JsonValue.EMPTY_JSON_OBJECT);
        }
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(new StringReader(written))) {
            boolean begins = parser.next() == Event.START_OBJECT;
            Optional<JsonObject> object = begins ? Optional.of(parser.getObject()) : Optional.empty();
            return parser.hasNext() ? Optional.empty() : object;
        } catch (RuntimeException malformed) {
            // Too deep a nesting fails in a way of its own, not as the parser's.
            return Optional.empty();
        }
    }
}
