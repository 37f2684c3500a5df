package io.insula.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is looked for among a user's memories, by meaning and words together unless told otherwise; only what is named
 * narrows. Each step makes a new value.
 */
public final class MemorySearch {

    private final Map<String, Object> body;

    private MemorySearch(Map<String, Object> body) {
        this.body = body;
    }

    public static MemorySearch of(String query) {
        return new MemorySearch(Map.of("query", query));
    }

    public MemorySearch limit(int hits) {
        return with("limit", hits);
    }

    public MemorySearch minScore(double least) {
        return with("min_score", least);
    }

    /** By words alone. */
    public MemorySearch byKeyword() {
        return with("mode", "keyword");
    }

    /** By meaning alone. */
    public MemorySearch byMeaning() {
        return with("mode", "semantic");
    }

    /** What was said of late counts more, half as much after this time. */
    public MemorySearch recency(Duration halfLife) {
        return with("recency", halfLife.toString());
    }

    /** In one of these collections. */
    public MemorySearch collections(String... names) {
        return with("collections", List.of(names));
    }

    /** Whose metadata hold these fields with equal texts, numbers or truth values. */
    public MemorySearch metadata(Map<String, ?> fields) {
        return with("metadata", fields);
    }

    /** Said in this session. */
    public MemorySearch session(String sessionId) {
        return with("session_id", sessionId);
    }

    /** Kept at this instant or later. */
    public MemorySearch since(Instant from) {
        return with("since", from.toString());
    }

    /** Kept before this instant. */
    public MemorySearch until(Instant to) {
        return with("until", to.toString());
    }

    Map<String, ?> body() {
        return body;
    }

    private MemorySearch with(String field, Object value) {
        Map<String, Object> wider = new LinkedHashMap<>(body);
        wider.put(field, value);
        return new MemorySearch(Collections.unmodifiableMap(wider));
    }
}
