package io.insula.input.rest;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads one JSON object as strictly as the grammar allows, and more so: what two readers could understand in two ways
 * (repeated names, broken UTF-8, lone surrogates, NUL) is refused, and so is what only costs (depth, number of values).
 * Messages say where, never what.
 */
final class StrictJson {

    /** Found once: looking the provider up walks the class path. */
    private static final JsonProvider JSON = JsonProvider.provider();

    static final int MAX_DEPTH = 32;
    static final int MAX_VALUES = 50_000;
    private static final int MAX_NUMBER_LENGTH = 1_000;
    private static final int MAX_SCALE = 400;

    private final JsonParser parser;
    private int values;

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    static JsonObject read(byte[] utf8) {
        String text = decode(utf8);
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            return new StrictJson(parser).document();
        } catch (JsonParsingException e) {
            throw refused("is not well-formed JSON", e.getLocation());
        } catch (JsonException e) {
            throw refused("is not well-formed JSON", null);
        }
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("is not well-formed UTF-8", null);
        }
    }

    private JsonObject document() {
        if (parser.next() != Event.START_OBJECT) {
            throw refused("must be a JSON object", parser.getLocation());
        }
        JsonObject object = object(1);
        if (parser.hasNext()) {
            parser.next();
            throw refused("must end after one JSON object", parser.getLocation());
        }
        return object;
    }

    private JsonObject object(int depth) {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        Set<String> names = new HashSet<>();
        for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
            String name = checked(parser.getString());
            if (!names.add(name)) {
                throw refused("repeats a name within one object", parser.getLocation());
            }
            object.add(name, value(parser.next(), depth));
        }
        return object.build();
    }

    private JsonArray array(int depth) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            array.add(value(event, depth));
        }
        return array.build();
    }

    private JsonValue value(Event event, int depth) {
        if (++values > MAX_VALUES) {
            throw refused("holds more than " + MAX_VALUES + " values", parser.getLocation());
        }
        if ((event == Event.START_OBJECT || event == Event.START_ARRAY) && depth >= MAX_DEPTH) {
            throw refused("is nested deeper than " + MAX_DEPTH + " levels", parser.getLocation());
        }
        return switch (event) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> array(depth + 1);
            case VALUE_STRING -> JSON.createValue(checked(parser.getString()));
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL -> JsonValue.NULL;
            default -> number();
        };
    }

    /** Clients read numbers as doubles, and a giant exponent costs whoever turns it into an integer. */
    private JsonValue number() {
        // The parser itself fails on what is much longer, so the text is measured before it becomes a number.
        if (parser.getString().length() > MAX_NUMBER_LENGTH) {
            throw refused("holds a number out of range", parser.getLocation());
        }
        try {
            BigDecimal number = parser.getBigDecimal();
            if (isInRange(number)) {
                return parser.getValue();
            }
        } catch (NumberFormatException e) {
            // The exponent does not even fit an int.
        }
        throw refused("holds a number out of range", parser.getLocation());
    }

    private static boolean isInRange(BigDecimal number) {
        return Double.isFinite(number.doubleValue())
                && number.precision() <= 100
                && number.scale() <= MAX_SCALE
                && number.scale() >= -MAX_SCALE;
    }

    private String checked(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw refused("holds a NUL character", parser.getLocation());
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw refused("holds half a surrogate pair", parser.getLocation());
            }
        }
        return text;
    }

    private static PlatformException refused(String what, JsonLocation where) {
        String place = where == null || where.getLineNumber() < 1
                ? ""
                : ", at line " + where.getLineNumber() + ", column " + where.getColumnNumber();
        return new PlatformException(ErrorCode.INVALID_REQUEST, "The body " + what + place);
    }
}
