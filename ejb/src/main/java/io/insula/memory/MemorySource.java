package io.insula.memory;

import io.insula.memory.entity.MemorySourceEntity;
import java.time.Instant;

/**
 * Where a memory was said.
 *
 * @param kind {@code explicit} if a caller added it, {@code episodic} if it was kept from a conversation
 * @param sessionId the session it was said in, or null
 * @param wording the words as they were
 */
public record MemorySource(String kind, String sessionId, String wording, Instant saidAt) {

    static MemorySource of(MemorySourceEntity entity) {
        return new MemorySource(entity.kind(), entity.sessionId(), entity.wording(), entity.saidAt());
    }
}
