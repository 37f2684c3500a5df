package io.insula.identity;

import io.insula.identity.entity.SynopsisEntity;
import java.time.Instant;

/**
 * A short text about a user.
 *
 * @param author {@code extractive}, or the model that made it
 * @param basis from which state of memories and preferences it was made
 * @param memories how many there were then
 * @param madeAt when
 */
public record Synopsis(String content, String author, String basis, long memories, Instant madeAt) {

    static Synopsis of(SynopsisEntity entity) {
        return new Synopsis(entity.content(), entity.author(), entity.basis(), entity.memories(), entity.madeAt());
    }
}
