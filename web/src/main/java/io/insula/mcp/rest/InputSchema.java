package io.insula.mcp.rest;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a tool is called with, as JSON Schema says it. */
final class InputSchema {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final Map<String, JsonObject> fields = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();

    /** A text that must be there. */
    InputSchema needs(String field, int longest, String description) {
        required.add(field);
        return text(field, longest, description);
    }

    InputSchema text(String field, int longest, String description) {
        return put(field, typed("string", description).add("minLength", 1).add("maxLength", longest));
    }

    InputSchema choice(String field, String description, String... words) {
        return put(field, typed("string", description).add("enum", JSON.createArrayBuilder(Arrays.asList(words))));
    }

    InputSchema moment(String field, String description) {
        return put(field, typed("string", description).add("format", "date-time"));
    }

    InputSchema whole(String field, int least, int most, String description) {
        return put(field, typed("integer", description).add("minimum", least).add("maximum", most));
    }

    InputSchema decimal(String field, int least, int most, String description) {
        return put(field, typed("number", description).add("minimum", least).add("maximum", most));
    }

    InputSchema texts(String field, int most, String description) {
        return put(
                field,
                typed("array", description)
                        .add("items", JSON.createObjectBuilder().add("type", "string"))
                        .add("maxItems", most));
    }

    InputSchema object(String field, String description) {
        return put(field, typed("object", description));
    }

    /** The names of all fields. */
    Set<String> names() {
        return Set.copyOf(fields.keySet());
    }

    JsonObject json() {
        JsonObjectBuilder properties = JSON.createObjectBuilder();
        fields.forEach(properties::add);
        return JSON.createObjectBuilder()
                .add("type", "object")
                .add("properties", properties)
                .add("required", JSON.createArrayBuilder(required))
                .add("additionalProperties", false)
                .build();
    }

    private static JsonObjectBuilder typed(String type, String description) {
        return JSON.createObjectBuilder().add("type", type).add("description", description);
    }

    private InputSchema put(String field, JsonObjectBuilder schema) {
        fields.put(field, schema.build());
        return this;
    }
}
