package io.insula.chat;

import java.time.Instant;

/**
 * One thing that was said, as a client kept it.
 *
 * @param role {@code user} or {@code assistant}
 */
public record Said(String role, String content, Instant at) {

    /** Who said what a user said. */
    public static final String USER = "user";

    /** Who said what was answered. */
    public static final String ASSISTANT = "assistant";
}
