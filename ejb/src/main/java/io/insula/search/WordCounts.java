package io.insula.search;

import java.util.HashMap;
import java.util.Map;

/**
 * How many texts there are, and in how many of them each word of a question stands: what makes a word rare.
 *
 * @param holders by the word as {@link Terms} writes it; one that stands nowhere may be absent
 */
public record WordCounts(long texts, Map<String, Long> holders) {

    public static final WordCounts NONE = new WordCounts(0, Map.of());

    public WordCounts {
        holders = Map.copyOf(holders);
    }

    /** These texts and others. */
    public WordCounts and(WordCounts others) {
        Map<String, Long> all = new HashMap<>(holders);
        others.holders.forEach((word, count) -> all.merge(word, count, Long::sum));
        return new WordCounts(texts + others.texts, all);
    }

    long holders(String word) {
        return holders.getOrDefault(word, 0L);
    }
}
