package io.insula.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A revision of a formation.
 *
 * @param hash of its files: its name
 * @param createdBy the id of a key, or {@code server} for what came from a directory
 * @param lastActiveAt when it became the active one, or ceased to be it; null if it never was
 * @param warnings what is probably not meant; empty where it was not looked at
 * @param notActive what has no effect in this version; empty where it was not looked at
 * @param files path to text; empty where they were not asked for
 */
public record FormationRevision(
        String hash,
        boolean active,
        int fileCount,
        String comment,
        String createdBy,
        Instant createdAt,
        Instant lastActiveAt,
        List<Finding> warnings,
        List<Finding> notActive,
        Map<String, String> files) {

    public FormationRevision {
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        notActive = notActive == null ? List.of() : List.copyOf(notActive);
        files = files == null ? Map.of() : Map.copyOf(files);
    }

    /** Something to look at in a file; line and column are counted from 1. */
    public record Finding(String file, int line, int column, String message) {}
}
