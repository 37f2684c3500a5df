package io.insula.input.rest;

import io.insula.kernel.FieldFault;
import io.insula.kernel.PageRequest;
import io.insula.kernel.PlatformException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The query parameters of a request, read strictly: what does not parse is the caller's fault and is named, not a path
 * that does not exist.
 */
public final class QueryInput {

    private final MultivaluedMap<String, String> sent;

    private QueryInput(MultivaluedMap<String, String> sent) {
        this.sent = sent;
    }

    public static QueryInput of(UriInfo uri) {
        return new QueryInput(uri.getQueryParameters());
    }

    /** The slice that {@code limit}, {@code offset} and {@code cursor} ask for. */
    public PageRequest page() {
        return PageRequest.of(integer("limit"), integer("offset"), single("cursor"));
    }

    /** A whole number between the bounds, or the default. */
    public int integer(String name, int min, int max, int otherwise) {
        Integer value = integer(name);
        if (value == null) {
            return otherwise;
        }
        if (value < min || value > max) {
            throw fault(name, "must be between " + min + " and " + max, "out_of_range");
        }
        return value;
    }

    /** A place in a row that is counted from 1; null when not sent. */
    public Long position(String name) {
        String text = single(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw fault(name, "must be a whole number from 1", "malformed");
        }
        return Long.valueOf(text);
    }

    /** Whether the parameter is there at all. */
    public boolean isSent(String name) {
        return sent.containsKey(name);
    }

    /** A number between the bounds; null when not sent. */
    public Double decimal(String name, double min, double max) {
        String text = single(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("-?\\d{1,9}(\\.\\d{1,17})?")) {
            throw fault(name, "must be a number", "malformed");
        }
        double value = Double.parseDouble(text);
        if (value < min || value > max) {
            throw fault(name, "must be between " + min + " and " + max, "out_of_range");
        }
        return value;
    }

    /** A text that must be there and say something. */
    public String required(String name, int maxLength) {
        String text = single(name);
        if (text == null) {
            throw fault(name, "is required", "missing");
        }
        TextRule.broken(name, text, maxLength).ifPresent(fault -> {
            throw PlatformException.invalidParams(List.of(fault));
        });
        return text;
    }

    /** A text that may be left out; null when it was. */
    public String optional(String name, int maxLength) {
        return single(name) == null ? null : required(name, maxLength);
    }

    /** Yes or no; no when not sent. */
    public boolean bool(String name) {
        String text = single(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw fault(name, "must be true or false", "malformed");
        }
        return "true".equals(text);
    }

    /** An instant as RFC 3339 writes it; null when not sent. */
    public Instant instant(String name) {
        String text = single(name);
        return text == null ? null : Moment.parse(text).orElseThrow(() -> fault(name, Moment.RULE, "malformed"));
    }

    /** A JSON object; null when not sent. */
    public JsonObject object(String name) {
        String text = single(name);
        if (text == null) {
            return null;
        }
        try {
            return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (PlatformException e) {
            throw fault(name, "must be a JSON object", "malformed");
        }
    }

    /** Short texts, the parameter given once for each; empty when not sent. */
    public Set<String> all(String name, int most) {
        List<String> values = sent.getOrDefault(name, List.of());
        if (values.size() > most) {
            throw fault(name, "must be given at most " + most + " times", "too_many");
        }
        for (String value : values) {
            TextRule.broken(name, value, JsonInput.SHORT).ifPresent(fault -> {
                throw PlatformException.invalidParams(List.of(fault));
            });
        }
        return new LinkedHashSet<>(values);
    }

    private Integer integer(String name) {
        String text = single(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("-?\\d{1,9}")) {
            throw fault(name, "must be a whole number", "malformed");
        }
        return Integer.valueOf(text);
    }

    private String single(String name) {
        List<String> values = sent.get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw fault(name, "must be given only once", "repeated");
        }
        return values.get(0);
    }

    private static PlatformException fault(String name, String message, String type) {
        return PlatformException.invalidParams(List.of(new FieldFault(name, message, type)));
    }
}
