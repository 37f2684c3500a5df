package io.insula.memory.transfer;

import io.insula.memory.entity.MemoryImportEntity;
import java.time.Instant;

/**
 * How far an import has come.
 *
 * @param id {@code imp_…}
 * @param state {@code receiving}, {@code queued}, {@code done} or {@code failed}
 * @param total its lines
 * @param imported those that are remembered by now
 * @param error why it failed, or null
 * @param finishedAt null while it is not
 */
public record MemoryImport(
        String id, String state, int total, int imported, String error, Instant createdAt, Instant finishedAt) {

    static MemoryImport of(MemoryImportEntity entity) {
        return new MemoryImport(
                entity.id(),
                entity.state(),
                entity.total(),
                entity.imported(),
                entity.fault(),
                entity.createdAt(),
                entity.finishedAt());
    }
}
