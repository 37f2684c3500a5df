package io.insula.formation.rest;

import io.insula.formation.Deployment;
import io.insula.formation.Fault;
import io.insula.formation.Revision;
import io.insula.formation.RevisionFiles;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A revision as whoever deploys sees it.
 *
 * @param hash of its source: its name
 * @param createdBy the id of a key, or {@code server} for what came from a directory
 * @param lastActiveAt when it became the active one, or ceased to be it; null if it never was
 * @param warnings what is probably not meant; null where it was not looked at
 * @param notActive what has no effect in this version; null where it was not looked at
 * @param files path to text, references to secrets unresolved; null where they were not asked for
 */
public record RevisionAnswer(
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

    public RevisionAnswer {
        warnings = warnings == null ? null : List.copyOf(warnings);
        notActive = notActive == null ? null : List.copyOf(notActive);
        files = files == null ? null : Collections.unmodifiableMap(new TreeMap<>(files));
    }

    static RevisionAnswer of(Revision revision) {
        return of(revision, null, null, null);
    }

    static RevisionAnswer of(RevisionFiles found) {
        return of(found.revision(), null, null, found.files());
    }

    static RevisionAnswer of(Deployment done) {
        return of(done.revision(), findings(done.warnings()), findings(done.notActive()), null);
    }

    private static RevisionAnswer of(
            Revision revision, List<Finding> warnings, List<Finding> notActive, Map<String, String> files) {
        return new RevisionAnswer(
                revision.hash(),
                revision.active(),
                revision.fileCount(),
                revision.comment(),
                revision.createdBy(),
                revision.createdAt(),
                revision.lastActiveAt(),
                warnings,
                notActive,
                files);
    }

    private static List<Finding> findings(List<Fault> found) {
        return found.stream()
                .map(each -> new Finding(each.file(), each.line(), each.column(), each.message()))
                .toList();
    }

    /**
     * Something to look at in a file.
     *
     * @param line counted from 1
     * @param column counted from 1
     */
    public record Finding(String file, int line, int column, String message) {}
}
