package io.insula.formation;

import java.util.Map;

/**
 * What somebody wants to become a revision.
 *
 * @param files relative path with {@code /} to text, secrets unresolved
 * @param activate whether it is to be the active one at once
 * @param dryRun whether it is only looked at and nothing is to change
 * @param comment why, or null
 * @param expected the hash of the revision that must be the active one until then; null for any
 */
public record NewRevision(
        Map<String, String> files, boolean activate, boolean dryRun, String comment, String expected) {

    public NewRevision {
        files = Map.copyOf(files);
    }

    /** Without the files, which may hold what should not have been written there. */
    @Override
    public String toString() {
        return "NewRevision[" + files.size() + " files]";
    }
}
