package io.insula.chat;

import io.insula.identity.Preference;
import io.insula.memory.Memory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A synopsis without a language model: the preferences as they stand, and the latest memories in the user's own words. */
final class ExtractiveSynopsis {

    static final String NOTHING = "Nothing is known of this user yet.";

    private static final int MOST_MEMORIES = 8;
    private static final int LONGEST_QUOTE = 160;
    private static final int LONGEST = 2000;

    private ExtractiveSynopsis() {}

    static String of(List<Preference> preferences, List<Memory> memories) {
        List<String> sentences = new ArrayList<>();
        list("Likes", preferences, JsonValue.TRUE::equals, sentences);
        list("Does not like", preferences, JsonValue.FALSE::equals, sentences);
        preferences.stream()
                .filter(each ->
                        !each.value().equals(JsonValue.TRUE) && !each.value().equals(JsonValue.FALSE))
                .map(each -> name(each) + ": " + said(each.value()) + ".")
                .forEach(sentences::add);
        memories.stream()
                .limit(MOST_MEMORIES)
                .map(memory -> "Said: “" + Excerpt.of(memory.content(), LONGEST_QUOTE) + "”.")
                .forEach(sentences::add);
        return sentences.isEmpty() ? NOTHING : Excerpt.of(String.join(" ", sentences), LONGEST);
    }

    private static void list(
            String verb, List<Preference> preferences, Predicate<JsonValue> wanted, List<String> sentences) {
        String names = preferences.stream()
                .filter(each -> wanted.test(each.value()))
                .map(ExtractiveSynopsis::name)
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            sentences.add(verb + " " + names + ".");
        }
    }

    private static String name(Preference preference) {
        return preference.key().replace('_', ' ').replace('.', ' ');
    }

    private static String said(JsonValue value) {
        return Excerpt.of(value instanceof JsonString text ? text.getString() : value.toString(), LONGEST_QUOTE);
    }
}
