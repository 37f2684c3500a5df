package io.insula.model;

import java.util.Locale;

/** One message of a prompt. */
public record PromptMessage(Role role, String content) {

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
