package io.insula.model;

import java.time.Duration;

/** One attempt that failed, told apart by what to do about it. It never holds what the provider wrote. */
final class ProviderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    enum Kind {
        /** Nobody there, broken off, or an error of its own: may be over in a moment. */
        DOWN,
        /** Too slow: trying again would make the caller wait twice as long. */
        SLOW,
        /** The caller's tenant has its share of calls under way. */
        CROWDED,
        /** It asks to be called less often. */
        THROTTLED,
        /** It answers, but not so that the answer can be used: trying again mends nothing. */
        UNUSABLE,
        /** Nobody waits any more. */
        GONE
    }

    private final Kind kind;
    private final Duration retryAfter;

    ProviderException(Kind kind, String message) {
        this(kind, message, null);
    }

    ProviderException(Kind kind, String message, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    static ProviderException unusable(String message) {
        return new ProviderException(Kind.UNUSABLE, message);
    }

    Kind kind() {
        return kind;
    }

    /** How long the provider asks to wait, or null. */
    Duration retryAfter() {
        return retryAfter;
    }
}
