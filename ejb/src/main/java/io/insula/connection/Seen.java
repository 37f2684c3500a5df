package io.insula.connection;

import io.insula.connection.Walls.Door;
import io.insula.connection.Walls.Spaces;
import java.util.Optional;

/**
 * What a program that was started to look has seen.
 *
 * @param processes how many
 * @param hiddenPlaces how many of those that hold something for it
 * @param nested whether it could make a user namespace
 * @param grouped whether it was in a group of memory that was made for it
 */
record Seen(
        String uid,
        String groups,
        boolean noNewRights,
        boolean noCapabilities,
        int processes,
        int hiddenPlaces,
        boolean nested,
        boolean grouped) {

    private static final int MOST_OWN_PROCESSES = 9;
    private static final int WORDS = 9;

    /** Reads its one line, which ends with the mark; empty if it is anything else. */
    static Optional<Seen> of(String line, String mark) {
        String[] words = line.strip().split(" ", -1);
        if (words.length != WORDS || !words[WORDS - 1].equals(mark)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Seen(
                    words[0],
                    words[1],
                    words[2].equals("1"),
                    words[3].matches("0+"),
                    Integer.parseInt(words[4]),
                    Integer.parseInt(words[5]),
                    !words[6].equals("0"),
                    !words[7].equals("0")));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** Whether the walls hold what they promise. */
    boolean fits(Walls walls, SandboxConfiguration configuration) {
        return noNewRights
                && (!walls.ownAccount() || hasAccountOf(configuration))
                && (walls.spaces() == Spaces.SHARED || isAlone())
                && (walls.door() == Door.OPEN || !nested)
                && (!walls.ownMemory() || grouped);
    }

    private boolean hasAccountOf(SandboxConfiguration configuration) {
        long number = Long.parseLong(uid) - configuration.firstUid();
        return number >= 0 && number < configuration.uids() && uid.equals(groups) && noCapabilities;
    }

    private boolean isAlone() {
        return processes <= MOST_OWN_PROCESSES && hiddenPlaces == 0;
    }
}
