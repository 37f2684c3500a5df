package io.insula.chat.rest;

import io.insula.chat.ChatSession;
import java.time.Instant;

/** A session as clients see it; its id stands under both names that they use. */
public record SessionAnswer(
        String id,
        String sessionId,
        String userId,
        Instant createdAt,
        Instant lastActivity,
        Instant expiresAt,
        boolean active) {

    static SessionAnswer of(ChatSession session, String userId, Instant now) {
        return new SessionAnswer(
                session.id(),
                session.id(),
                userId,
                session.createdAt(),
                session.lastActiveAt(),
                session.expiresAt(),
                session.expiresAt() == null || session.expiresAt().isAfter(now));
    }
}
