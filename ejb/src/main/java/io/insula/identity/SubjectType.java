package io.insula.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user is. */
public enum SubjectType {
    /** A person. */
    USER,
    /** A program that acts by itself. */
    AGENT;

    /** How it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SubjectType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
