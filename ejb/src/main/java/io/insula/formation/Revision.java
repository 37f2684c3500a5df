package io.insula.formation;

import java.time.Instant;

/**
 * A revision of a formation, without its source.
 *
 * @param hash of the unresolved source, see {@link FormationSource#hash()}
 * @param createdBy who brought it: the id of a key, or {@code server} where it was found in a directory
 * @param comment why, in the words of whoever brought it, or null
 * @param lastActiveAt when it became the active one, or ceased to be it; null if it never was
 */
public record Revision(
        String hash,
        boolean active,
        int fileCount,
        String comment,
        String createdBy,
        Instant createdAt,
        Instant lastActiveAt) {

    Revision activated() {
        return new Revision(hash, true, fileCount, comment, createdBy, createdAt, lastActiveAt);
    }
}
