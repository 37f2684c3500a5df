package io.insula.memory;

import java.util.List;

/**
 * What is known of a user beyond single memories, as a prompt tells it to a model.
 *
 * @param synopsis who the user is, in a few sentences; empty if there is none
 * @param preferences the most telling first
 */
public record UserFacts(String synopsis, List<Preference> preferences) {

    /** Nothing is known. */
    public static final UserFacts NONE = new UserFacts("", List.of());

    public UserFacts {
        preferences = List.copyOf(preferences);
    }

    /** One thing that a user likes to have in a certain way. */
    public record Preference(String key, String value) {}
}
