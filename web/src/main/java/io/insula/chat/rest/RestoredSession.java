package io.insula.chat.rest;

import io.insula.chat.Restored;
import java.time.Instant;

/** A restored session as clients see it, with how many messages it has in view. */
public record RestoredSession(
        String id,
        String sessionId,
        String userId,
        Instant createdAt,
        Instant lastActivity,
        Instant expiresAt,
        boolean active,
        int messages) {

    static RestoredSession of(Restored restored, String userId) {
        return new RestoredSession(
                restored.session().id(),
                restored.session().id(),
                userId,
                restored.session().createdAt(),
                restored.session().lastActiveAt(),
                restored.session().expiresAt(),
                true,
                restored.messages());
    }
}
