package io.insula.identity.rest;

import io.insula.identity.User;
import java.time.Instant;
import java.util.List;

/**
 * A user as back ends and administrators see one: names and standing, no contents.
 *
 * @param subjectType {@code user} or {@code agent}
 * @param status {@code active} or {@code suspended}
 */
public record UserAnswer(
        String muxiUserId,
        String subjectType,
        String status,
        Instant createdAt,
        List<IdentifierAnswer> identifiers,
        int count) {

    public UserAnswer {
        identifiers = List.copyOf(identifiers);
    }

    static UserAnswer of(User user) {
        return new UserAnswer(
                user.id(),
                user.subjectType().word(),
                user.status(),
                user.createdAt(),
                user.identifiers().stream().map(IdentifierAnswer::of).toList(),
                user.identifiers().size());
    }
}
