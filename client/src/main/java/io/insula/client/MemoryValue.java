package io.insula.client;

import java.time.Instant;

/**
 * A value that a user keeps under a name.
 *
 * @param namespace a label that tells names apart within the user's own values
 * @param value a text, number, truth value, list or map
 * @param version 1 at first, and one more with each change
 */
public record MemoryValue(
        String namespace, String key, Object value, int version, Instant createdAt, Instant updatedAt) {}
