package io.insula.connection;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What one program is given, for as long as it lives.
 *
 * @param uid 0 unless it has an account of its own
 * @param own a directory on this machine that no other program has, unless it has a temporary one of its own
 * @param group that bounds its memory
 */
record Room(int uid, Optional<Path> own, Optional<Path> group) {

    /** Its directory, as it sees it. */
    String home() {
        return own.map(Path::toString).orElse(Walls.SCRATCH);
    }
}
