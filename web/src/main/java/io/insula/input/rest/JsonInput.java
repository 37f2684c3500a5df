package io.insula.input.rest;

import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The JSON object that a caller sent, read field by field. Faults are gathered; {@link #check()} reports them all at
 * once, so a caller mends the request in one go. A field that is {@code null} counts as not sent.
 */
public final class JsonInput {

    /** Enough for names and ids; texts say their own limit. */
    public static final int SHORT = 255;

    /** Nobody mends more in one go, and the answer stays small. */
    private static final int MOST_FAULTS = 50;

    private final JsonObject json;
    /** What stands before the names of fields at fault: where this object lies in the one around it. */
    private final String path;

    private final Set<FieldFault> faults;

    JsonInput(JsonObject json) {
        this(json, "", new LinkedHashSet<>());
    }

    /** Reads an object that lay in something else that was sent; faults are named by their place in the object. */
    public static JsonInput of(JsonObject json) {
        return new JsonInput(json);
    }

    /** The object as it was sent, for what is no form to be filled in. */
    public JsonObject whole() {
        return json;
    }

    private JsonInput(JsonObject json, String path, Set<FieldFault> faults) {
        this.json = json;
        this.path = path;
        this.faults = faults;
    }

    /** An id or a name: up to {@value #SHORT} characters; null when not sent. */
    public String string(String field) {
        return optionalString(field, SHORT);
    }

    /** A text that may be left out; null when it was or is at fault. */
    public String optionalString(String field, int maxLength) {
        return isSent(field) ? text(field, maxLength) : null;
    }

    /** A text that must be there and say something; null when it is at fault. */
    public String requiredString(String field, int maxLength) {
        if (!isSent(field)) {
            fault(field, "is required", "missing");
            return null;
        }
        return text(field, maxLength);
    }

    /** A nested object as it was sent; null when not sent or at fault. */
    public JsonObject object(String field) {
        if (!isSent(field)) {
            return null;
        }
        if (json.get(field) instanceof JsonObject nested) {
            return nested;
        }
        fault(field, "must be a JSON object", "wrong_type");
        return null;
    }

    /** Anything but null; null when it is at fault. */
    public JsonValue requiredValue(String field) {
        if (!isSent(field)) {
            fault(field, "is required", "missing");
            return null;
        }
        return json.get(field);
    }

    /** A list of objects, each to be read like this one; its faults are gathered here. Empty when not sent or at fault. */
    public List<JsonInput> objects(String field, int most) {
        if (!isSent(field)) {
            return List.of();
        }
        if (!(json.get(field) instanceof JsonArray list) || !list.stream().allMatch(JsonObject.class::isInstance)) {
            fault(field, "must be a list of JSON objects", "wrong_type");
            return List.of();
        }
        if (list.size() > most) {
            fault(field, "must hold at most " + most, "too_many");
            return List.of();
        }
        return IntStream.range(0, list.size())
                .mapToObj(i -> new JsonInput(list.getJsonObject(i), path + field + '[' + i + "].", faults))
                .toList();
    }

    /** Yes or no; null when not sent or at fault. */
    public Boolean bool(String field) {
        if (!isSent(field)) {
            return null;
        }
        JsonValue value = json.get(field);
        if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
            fault(field, "must be true or false", "wrong_type");
            return null;
        }
        return value == JsonValue.TRUE;
    }

    /** Whether the field was sent as yes or no, where it may be something else, too. */
    public boolean isBool(String field) {
        JsonValue value = json.get(field);
        return value == JsonValue.TRUE || value == JsonValue.FALSE;
    }

    /** A whole number within bounds; null when not sent or at fault. */
    public Integer integer(String field, int min, int max) {
        if (!isSent(field)) {
            return null;
        }
        if (!(json.get(field) instanceof JsonNumber number)) {
            fault(field, "must be a whole number", "wrong_type");
            return null;
        }
        BigDecimal value = number.bigDecimalValue();
        if (value.stripTrailingZeros().scale() > 0) {
            fault(field, "must be a whole number", "wrong_type");
            return null;
        }
        if (value.compareTo(BigDecimal.valueOf(min)) < 0 || value.compareTo(BigDecimal.valueOf(max)) > 0) {
            fault(field, "must be between " + min + " and " + max, "out_of_range");
            return null;
        }
        return value.intValueExact();
    }

    /** A number within bounds; null when not sent or at fault. */
    public Double decimal(String field, double min, double max) {
        if (!isSent(field)) {
            return null;
        }
        if (!(json.get(field) instanceof JsonNumber number)) {
            fault(field, "must be a number", "wrong_type");
            return null;
        }
        double value = number.doubleValue();
        if (value < min || value > max) {
            fault(field, "must be between " + min + " and " + max, "out_of_range");
            return null;
        }
        return value;
    }

    /** An instant as RFC 3339 writes it; null when not sent or at fault. */
    public Instant instant(String field) {
        String sent = isSent(field) ? text(field, SHORT) : null;
        if (sent == null) {
            return null;
        }
        Instant instant = Moment.parse(sent).orElse(null);
        if (instant == null) {
            fault(field, Moment.RULE, "malformed");
        }
        return instant;
    }

    /** One short text or a list of them, each once; empty when not sent or at fault. */
    public Set<String> strings(String field, int most) {
        if (!isSent(field)) {
            return Set.of();
        }
        List<? extends JsonValue> sent = json.get(field) instanceof JsonArray list ? list : List.of(json.get(field));
        Set<String> texts = new LinkedHashSet<>();
        for (JsonValue value : sent) {
            if (!(value instanceof JsonString text)
                    || TextRule.broken(field, text.getString(), SHORT).isPresent()) {
                fault(field, "must be a text or a list of texts of at most " + SHORT + " characters", "wrong_type");
                return Set.of();
            }
            texts.add(text.getString());
        }
        if (texts.size() > most) {
            fault(field, "must name at most " + most, "too_many");
        }
        return texts;
    }

    /** Whether the field was sent as {@code null}, which in a change means: nothing from now on. */
    public boolean isCleared(String field) {
        return json.get(field) == JsonValue.NULL;
    }

    /** Whether the field carries a value, whatever it is. */
    public boolean isSent(String field) {
        JsonValue value = json.get(field);
        return value != null && value != JsonValue.NULL;
    }

    /** Names a field at fault for a reason of the caller's own. */
    public void fault(String field, String message, String type) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new FieldFault(path + field, message, type));
        }
    }

    /** Refuses options that are not built yet, instead of ignoring them; an empty list asks for nothing. */
    public JsonInput reject(String... fields) {
        for (String field : fields) {
            if (isSent(field) && !JsonValue.EMPTY_JSON_ARRAY.equals(json.get(field))) {
                fault(field, "is not supported yet; leave it out", "not_supported");
            }
        }
        return this;
    }

    /** Refuses every field but these, so that a misspelt one is not silently ignored. */
    public JsonInput rejectUnknown(String... allowed) {
        Set<String> known = Set.of(allowed);
        for (String field : json.keySet()) {
            if (!known.contains(field)) {
                fault(shown(field), "is not a field of this request", "unknown_field");
            }
        }
        return this;
    }

    /**
     * Ends the reading.
     *
     * @throws PlatformException naming every field at fault
     */
    public JsonInput check() {
        if (!faults.isEmpty()) {
            throw PlatformException.invalidParams(List.copyOf(faults));
        }
        return this;
    }

    private String text(String field, int maxLength) {
        if (!(json.get(field) instanceof JsonString sent)) {
            fault(field, "must be a text", "wrong_type");
            return null;
        }
        FieldFault broken = TextRule.broken(field, sent.getString(), maxLength).orElse(null);
        if (broken != null) {
            fault(field, broken.message(), broken.type());
            return null;
        }
        return sent.getString();
    }

    /** A field name is the caller's text: shown only as far as it is harmless. */
    private static String shown(String field) {
        String harmless = field.replaceAll("[^\\w.-]", "?");
        return harmless.length() <= 64 ? harmless : harmless.substring(0, 64);
    }
}
