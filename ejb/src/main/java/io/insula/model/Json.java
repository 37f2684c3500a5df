package io.insula.model;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what providers write, expecting nothing: whatever is absent or of another kind is empty. */
final class Json {

    static final JsonProvider PROVIDER = JsonProvider.provider();

    /** Anything longer is no count, and could cost more than it is worth. */
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private Json() {}

    static JsonObject object(String text) {
        if (read(text) instanceof JsonObject object) {
            return object;
        }
        throw ProviderException.unusable("The model's provider wrote no JSON object");
    }

    private static JsonStructure read(String text) {
        try {
            return PROVIDER.createReader(new StringReader(text)).read();
        } catch (RuntimeException malformed) {
            // Too deep a nesting and absurd numbers fail in ways of their own, not as the parser's.
            throw ProviderException.unusable("The model's provider wrote no valid JSON");
        }
    }

    static Optional<JsonObject> object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    static List<JsonObject> objects(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    static String text(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonString text ? text.getString() : "";
    }

    static Optional<Integer> count(JsonObject parent, String name) {
        JsonValue value = parent.get(name);
        return value != null && COUNT.matcher(value.toString()).matches()
                ? Optional.of(Integer.valueOf(value.toString()))
                : Optional.empty();
    }
}
