package io.insula.chat;

import io.insula.chat.entity.ChatSessionEntity;
import java.time.Duration;
import java.time.Instant;

/**
 * A conversation of the calling user.
 *
 * @param id {@code sess_…}
 * @param createdAt when it began
 * @param lastActiveAt when it was last used; noted at most once a minute
 * @param expiresAt when it ends unless it is used before
 */
public record ChatSession(String id, Instant createdAt, Instant lastActiveAt, Instant expiresAt) {

    static ChatSession of(ChatSessionEntity entity, Duration timeout) {
        return new ChatSession(
                entity.id(),
                entity.createdAt(),
                entity.lastActiveAt(),
                entity.lastActiveAt().plus(timeout));
    }
}
