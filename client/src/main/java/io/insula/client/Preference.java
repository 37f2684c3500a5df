package io.insula.client;

import java.time.Instant;

/**
 * Something that a user prefers.
 *
 * @param value a text, number, truth value, list or map
 * @param source {@code explicit} if a caller set it, {@code episodic} if it was read from what the user said
 * @param memoryId the memory that it was read from, or null
 */
public record Preference(
        String id, String key, Object value, String source, String memoryId, Instant createdAt, Instant updatedAt) {}
