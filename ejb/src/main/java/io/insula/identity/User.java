package io.insula.identity;

import io.insula.identity.entity.UserEntity;
import java.time.Instant;
import java.util.List;

/**
 * Somebody, a person or an agent, with the names under which they come.
 *
 * @param id the public id ({@code usr_…})
 * @param status {@code active} or {@code suspended}
 */
public record User(
        String id, String status, SubjectType subjectType, Instant createdAt, List<LinkedIdentifier> identifiers) {

    public User {
        identifiers = List.copyOf(identifiers);
    }

    static User of(UserEntity entity, List<LinkedIdentifier> identifiers) {
        return new User(
                entity.id(),
                entity.status(),
                SubjectType.of(entity.subjectType()).orElseThrow(),
                entity.createdAt(),
                identifiers);
    }
}
