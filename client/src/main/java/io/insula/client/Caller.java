package io.insula.client;

import java.util.LinkedHashMap;
import java.util.Map;

/** Who calls: a key and, for what belongs to a user, that user. */
record Caller(String keyHeader, String key, String userId, String idempotencyKey) {

    Caller(String keyHeader, String key, String userId) {
        this(keyHeader, key, userId, null);
    }

    Caller withIdempotencyKey(String name) {
        if (name.isEmpty() || !printable(name)) {
            throw new IllegalArgumentException("An idempotency key is made of visible ASCII characters");
        }
        return new Caller(keyHeader, key, userId, name);
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(keyHeader, key);
        if (userId != null && inHeader()) {
            headers.put("X-Muxi-User-Id", userId);
        }
        if (idempotencyKey != null) {
            headers.put("X-Muxi-Idempotency-Key", idempotencyKey);
        }
        return headers;
    }

    /**
     * Puts the user into the query when a header cannot carry the name: the HTTP client turns each letter beyond ASCII
     * into a question mark, and two users would become one.
     */
    Call named(Call call) {
        return userId == null || inHeader() ? call : call.with("user_id", userId);
    }

    private boolean inHeader() {
        return !userId.isEmpty() && printable(userId);
    }

    /** Visible ASCII only: no blanks, which may be trimmed on the way, and no control characters. */
    static boolean printable(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Caller[" + userId + ']';
    }
}
