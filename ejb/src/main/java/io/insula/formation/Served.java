package io.insula.formation;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A formation on this node.
 *
 * @param formation in the revision that could be read last
 * @param place the directory that it came from, where its secrets lie
 * @param epoch of the formation, up to which that revision is known to be the active one
 * @param unreadable the hash of the active revision where it cannot be read on this node; null if all is well
 * @param triedAt when that was found out last
 */
record Served(Formation formation, Path place, long epoch, String unreadable, Instant triedAt) {

    /** Not known to be active at any epoch: the first who comes has it compared. */
    private static final long UNKNOWN = -1;

    static Served at(Path place, Formation formation) {
        return new Served(formation, place, UNKNOWN, null, null);
    }

    /** The same revision, or another one, known to be the active one at that epoch. */
    Served as(Formation active, long at) {
        return new Served(active, place, at, null, null);
    }

    Served unreadable(String hash, long at, Instant now) {
        return new Served(formation, place, at, hash, now);
    }

    boolean isGoodAt(long at) {
        return unreadable == null && epoch >= at;
    }
}
