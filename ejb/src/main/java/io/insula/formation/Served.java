package io.insula.formation;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A formation on this node.
 *
 * @param formation in the revision that could be read last; null if none could be since the node started
 * @param place the directory that it came from, where its secrets lie
 * @param secrets how often those that are kept for it had changed when they were read
 * @param epoch of the formation, up to which that revision is known to be the active one
 * @param unreadable the hash of the active revision where it cannot be read on this node; null if all is well
 * @param triedAt when that was found out last
 */
record Served(
        String id, Formation formation, Path place, long secrets, long epoch, String unreadable, Instant triedAt) {

    /** Not known to be active at any epoch: the first who comes has it compared. */
    private static final long UNKNOWN = -1;

    /** As if no secret had ever changed: where one has, the first who comes reads it. */
    static Served at(Path place, Formation formation) {
        return new Served(formation.id(), formation, place, 0, UNKNOWN, null, null);
    }

    /** The active revision could not be read when the node started: the first who comes has it tried again. */
    static Served unread(Path place, String id, String hash) {
        return new Served(id, null, place, 0, UNKNOWN, hash, null);
    }

    /** The hash of the revision that could be read last, or null. */
    String revision() {
        return formation == null ? null : formation.revision();
    }

    /** The same revision, or another one, known to be the active one at that epoch. */
    Served as(Formation active, long secretsRead, long at) {
        return new Served(id, active, place, secretsRead, at, null, null);
    }

    Served unreadable(String hash, long at, Instant now) {
        return new Served(id, formation, place, secrets, at, hash, now);
    }

    boolean isGoodAt(long at) {
        return unreadable == null && epoch >= at;
    }
}
