package io.insula.client;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a new memory is to hold, or what is to be different about one; only what is named is sent. Each step makes a new
 * value.
 */
public final class MemoryFields {

    private static final MemoryFields NONE = new MemoryFields(Map.of());

    private final Map<String, Object> body;

    private MemoryFields(Map<String, Object> body) {
        this.body = body;
    }

    public static MemoryFields content(String content) {
        return NONE.with("content", content);
    }

    /** Leaves the words as they are. */
    public static MemoryFields none() {
        return NONE;
    }

    /** The kind, in the caller's own terms; null clears it in a change. */
    public MemoryFields type(String type) {
        return with("type", type);
    }

    /** The caller's own data; null clears them in a change. */
    public MemoryFields metadata(Map<String, ?> metadata) {
        return with("metadata", metadata);
    }

    public MemoryFields collection(String name) {
        return with("collection", name);
    }

    /** When the memory leaves; null lets it stay for good. */
    public MemoryFields expiresAt(Instant at) {
        return with("expires_at", at == null ? null : at.toString());
    }

    /** The version that was read: another one now is refused with a conflict. For changes only. */
    public MemoryFields version(int version) {
        return with("version", version);
    }

    Map<String, ?> body() {
        return body;
    }

    private MemoryFields with(String field, Object value) {
        Map<String, Object> wider = new LinkedHashMap<>(body);
        wider.put(field, value);
        return new MemoryFields(Collections.unmodifiableMap(wider));
    }
}
