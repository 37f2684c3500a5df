package io.insula.credential;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is to be sealed: named texts, or one text without a name, which is then called {@value #VALUE}. It is shown by
 * nothing but its preview.
 */
public final class Secret {

    static final String VALUE = "value";

    private static final String MASK = "***";
    private static final int SHOWN = 3;
    private static final int LONG_ENOUGH = 16;
    private static final int MOST_FIELDS = 64;
    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");

    private final Map<String, String> fields;
    private final boolean plain;

    private Secret(Map<String, String> fields, boolean plain) {
        this.fields = fields;
        this.plain = plain;
    }

    /** One text. */
    public static Secret of(String text) {
        return new Secret(Map.of(VALUE, text), true);
    }

    /** Why the JSON is no secret; empty if it is one. */
    public static Optional<String> fault(JsonValue json) {
        if (json instanceof JsonString text) {
            return text.getString().isBlank() ? Optional.of("must not be blank") : Optional.empty();
        }
        if (!(json instanceof JsonObject object)) {
            return Optional.of("must be a text, or a JSON object of texts");
        }
        if (object.isEmpty() || object.size() > MOST_FIELDS) {
            return Optional.of("must have 1 to " + MOST_FIELDS + " fields");
        }
        if (!object.keySet().stream().allMatch(name -> FIELD.matcher(name).matches())) {
            return Optional.of("may name its fields with A-Z, a-z, 0-9, '_', '-' and '.' alone, a letter or '_' first,"
                    + " 128 characters at most");
        }
        return object.values().stream().allMatch(Secret::isScalar)
                ? Optional.empty()
                : Optional.of("may have texts, numbers, true and false for its fields, and nothing nested");
    }

    /** What was sent, once {@link #fault} has found none. */
    public static Secret of(JsonValue json) {
        if (json instanceof JsonString text) {
            return of(text.getString());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        json.asJsonObject().forEach((name, value) -> fields.put(name, text(value)));
        return new Secret(fields, false);
    }

    /** What was sealed. */
    static Map<String, String> fields(byte[] sealed) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(sealed))) {
            Map<String, String> fields = new LinkedHashMap<>();
            reader.readObject().forEach((name, value) -> fields.put(name, text(value)));
            return fields;
        }
    }

    /** JSON, as it is sealed. */
    byte[] bytes() {
        JsonObjectBuilder json = Json.createObjectBuilder();
        fields.forEach(json::add);
        return json.build().toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What reminds its owner of it and helps nobody else. */
    String preview() {
        if (plain) {
            return preview(fields.get(VALUE));
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + ": " + preview(field.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String preview(String text) {
        int length = text.codePointCount(0, text.length());
        return length < LONG_ENOUGH ? MASK : MASK + text.substring(text.offsetByCodePoints(text.length(), -SHOWN));
    }

    private static boolean isScalar(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING, NUMBER, TRUE, FALSE -> true;
            case ARRAY, OBJECT, NULL -> false;
        };
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        return value instanceof JsonNumber number ? number.bigDecimalValue().toPlainString() : value.toString();
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
