package io.insula.memory;

import java.time.Instant;

/**
 * What a node keeps at hand of a memory beside its vector, to choose by before the memory itself is read.
 *
 * @param id {@code mem_…}
 * @param sessionId the session it was said in, or null
 * @param expiresAt when it leaves, or null if it stays
 * @param measured whether its vector is of the model that the shelf is for; no other is ever compared
 */
record Card(String id, String collection, String sessionId, Instant createdAt, Instant expiresAt, boolean measured) {

    boolean livesAt(Instant now) {
        return expiresAt == null || expiresAt.isAfter(now);
    }
}
