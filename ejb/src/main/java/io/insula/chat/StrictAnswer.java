package io.insula.chat;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/** Reads a model's answer that must be one JSON object with a list of objects, and nothing around it. */
final class StrictAnswer {

    private static final JsonProvider JSON = JsonProvider.provider();

    private StrictAnswer() {}

    /** The objects of the list under that name; empty if the answer has another form. */
    static Optional<List<JsonObject>> list(String answer, String name) {
        try (JsonParser parser = JSON.createParser(new StringReader(answer))) {
            if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
                return Optional.empty();
            }
            JsonObject whole = parser.getObject();
            boolean alone = !parser.hasNext();
            return alone && whole.get(name) instanceof JsonArray array
                    ? Optional.of(array.stream()
                            .filter(JsonObject.class::isInstance)
                            .map(JsonObject.class::cast)
                            .toList())
                    : Optional.empty();
        } catch (RuntimeException malformed) {
            // The parser has many ways to fail at what was written to make it fail, not all of them its own.
            return Optional.empty();
        }
    }

    /** The place that an entry names, from 0; empty if it is none of so many. */
    static Optional<Integer> place(JsonObject entry, int places) {
        return entry.get("n") instanceof JsonNumber number && isPlace(number, places)
                ? Optional.of(number.intValue() - 1)
                : Optional.empty();
    }

    private static boolean isPlace(JsonNumber number, int places) {
        String digits = number.toString();
        return digits.matches("[1-9][0-9]{0,3}") && Integer.parseInt(digits) <= places;
    }
}
