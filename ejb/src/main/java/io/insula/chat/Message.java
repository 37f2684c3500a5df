package io.insula.chat;

import io.insula.chat.entity.MessageEntity;
import java.time.Instant;

/**
 * One thing that was said.
 *
 * @param id {@code msg_…}
 * @param role {@code user} or {@code assistant}
 */
public record Message(String id, String role, String content, Instant createdAt) {

    static Message of(MessageEntity entity) {
        return new Message(entity.id(), entity.role(), entity.content(), entity.createdAt());
    }
}
