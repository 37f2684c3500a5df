package io.insula.chat;

import io.insula.identity.PreferenceKey;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which preferences a model reads in statements: the question, and what of the answer is taken. Statements have numbers,
 * so that no answer can name anything but what was asked about; keys and values are bounded, and what is not as it must
 * be is dropped.
 */
final class PreferenceAnswer {

    /** What is read in one go; a model that sees more sees ghosts. */
    static final int MOST = 20;

    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_STATEMENT = 1000;
    private static final String INSTRUCTION =
            """
            You read what a user has stated and name the preferences that it tells: what the user likes, dislikes, uses, \
            or wants to have in a certain way, and lasting facts of the form "my X is Y". Most statements tell none.

            Answer with one JSON object and nothing else:
            {"preferences": [{"n": 1, "key": "python", "value": true}]}
            n is the number of the statement. key is one or more words of a-z, 0-9 and _, parted by dots: "python" for \
            something liked (true) or disliked (false), "uses.git" for something used (true), "uses.notes" with the name \
            of what is used for notes, "favorite.color" with the color, "budget" with the budget. value is true, false, \
            a number, or a text of at most 200 characters in the user's own words. Without preferences the list is empty.""";

    private PreferenceAnswer() {}

    /** A preference, and which of the statements tells it, from 0. */
    record Told(int statement, StatedPreference preference) {}

    static Inquiry.Question question(List<String> statements) {
        return new Inquiry.Question(
                INSTRUCTION,
                IntStream.range(0, statements.size())
                        .mapToObj(i -> DataFrame.line(
                                "statement",
                                Map.of(
                                        "n",
                                        String.valueOf(i + 1),
                                        "text",
                                        Excerpt.of(statements.get(i), LONGEST_STATEMENT))))
                        .toList(),
                "Which preferences do the statements tell?");
    }

    /** What the answer tells; empty if it is no answer to the question. */
    static Optional<List<Told>> read(String answer, int statements) {
        return StrictAnswer.list(answer, "preferences").flatMap(entries -> {
            Map<String, Told> byKey = new LinkedHashMap<>();
            entries.stream()
                    .limit(MOST)
                    .flatMap(entry -> told(entry, statements).stream())
                    .forEach(told ->
                            byKey.put(told.statement() + " " + told.preference().key(), told));
            boolean nothingUsable = byKey.isEmpty() && !entries.isEmpty();
            return nothingUsable ? Optional.empty() : Optional.of(List.copyOf(byKey.values()));
        });
    }

    private static Optional<Told> told(JsonObject entry, int statements) {
        Optional<Integer> place = StrictAnswer.place(entry, statements);
        if (place.isEmpty() || !(entry.get("key") instanceof JsonString key)) {
            return Optional.empty();
        }
        JsonValue value = entry.get("value");
        return PreferenceKey.isWellFormed(key.getString()) && isAdmitted(value)
                ? Optional.of(new Told(place.get(), new StatedPreference(key.getString(), value)))
                : Optional.empty();
    }

    private static boolean isAdmitted(JsonValue value) {
        if (value instanceof JsonString text) {
            String words = text.getString();
            return !words.isBlank()
                    && words.codePointCount(0, words.length()) <= LONGEST_VALUE
                    && words.chars().noneMatch(Character::isISOControl);
        }
        return JsonValue.TRUE.equals(value)
                || JsonValue.FALSE.equals(value)
                || (value instanceof JsonNumber number && number.toString().length() <= LONGEST_NUMBER);
    }
}
