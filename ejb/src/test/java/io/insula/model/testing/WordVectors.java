package io.insula.model.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vectors without any model: each word adds to one component, so that texts with the same words are near. The dimension
 * is the number at the end of the model's name.
 */
final class WordVectors {

    // All possessive: with anything to go back to, a long list of texts would be one deep recursion.
    private static final Pattern INPUT = Pattern.compile("\"input\":\\[(?<list>(?:\"(?:[^\"\\\\]++|\\\\.)*+\",?+)*+)]");
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final Pattern DIMENSION = Pattern.compile("\"model\":\"[^\"]*?(\\d+)\"");

    private WordVectors() {}

    static String answer(String body) {
        Matcher dimension = DIMENSION.matcher(body);
        int size = dimension.find() ? Integer.parseInt(dimension.group(1)) : 8;
        List<String> entries = new ArrayList<>();
        for (String text : texts(body)) {
            entries.add("{\"index\":" + entries.size() + ",\"embedding\":" + vector(text, size) + "}");
        }
        return "{\"data\":[" + String.join(",", entries) + "],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}";
    }

    private static List<String> texts(String body) {
        Matcher input = INPUT.matcher(body);
        if (!input.find()) {
            return List.of();
        }
        return STRING.matcher(input.group("list"))
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    private static String vector(String text, int size) {
        int[] counts = new int[size];
        counts[0] = 1;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            counts[Math.floorMod(word.hashCode(), size)]++;
        }
        List<String> components = new ArrayList<>();
        for (int count : counts) {
            components.add(count + ".0");
        }
        return "[" + String.join(",", components) + "]";
    }
}
