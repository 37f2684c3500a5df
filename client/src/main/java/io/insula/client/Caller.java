package io.insula.client;

import java.util.Map;

/** Who calls: a key and, for what belongs to a user, that user. */
record Caller(String keyHeader, String key, String userId) {

    Map<String, String> headers() {
        return userId != null && inHeader() ? Map.of(keyHeader, key, "X-Muxi-User-Id", userId) : Map.of(keyHeader, key);
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
