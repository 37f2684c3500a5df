package io.insula.client;

import java.time.Instant;

/**
 * How far an import has come.
 *
 * @param state {@code receiving}, {@code queued}, {@code done} or {@code failed}
 * @param error why it failed, or null
 * @param finishedAt null while it is not
 */
public record MemoryImport(
        String id, String state, int total, int imported, String error, Instant createdAt, Instant finishedAt) {}
