package io.insula.evaluation;

import io.insula.evaluation.EvaluationSet.Asked;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** One line of an evaluation file; every complaint names the line and the field. */
final class EvaluationLine {

    private final int number;
    private final JsonObject fields;

    private EvaluationLine(int number, JsonObject fields) {
        this.number = number;
        this.fields = fields;
    }

    static EvaluationLine read(int number, String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return new EvaluationLine(number, reader.readObject());
        } catch (JsonException broken) {
            throw new EvaluationException(
                    "line " + number + " is not one JSON object; write each object on a line of its own", broken);
        }
    }

    int number() {
        return number;
    }

    /** The text of a field that must be there. */
    String text(String field) {
        String text = textOr(field, "");
        if (text.isBlank()) {
            throw wrong("lacks \"" + field + "\"; give it as text");
        }
        return text;
    }

    String textOr(String field, String absent) {
        JsonValue value = fields.getOrDefault(field, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return absent;
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw wrong("has a \"" + field + "\" that is no text; put it in quotation marks");
    }

    Instant time(String field) {
        String text = text(field);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw new EvaluationException(
                    "line " + number + " has an \"" + field + "\" that is no time; write it like 2026-03-02T08:07:00Z",
                    unreadable);
        }
    }

    List<String> texts(String field) {
        if (!(fields.get(field) instanceof JsonArray array) || !array.stream().allMatch(JsonString.class::isInstance)) {
            throw wrong("lacks \"" + field + "\"; give it as a list of ids, empty for what cannot be answered");
        }
        return array.getValuesAs(JsonString::getString);
    }

    Asked asked() {
        Instant at = fields.containsKey("at") ? time("at") : null;
        return new Asked(text("id"), text("user"), at, text("text"), textOr("half", ""));
    }

    EvaluationException wrong(String what) {
        return new EvaluationException("line " + number + " " + what);
    }
}
