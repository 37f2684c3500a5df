package io.insula.identity;

import java.util.Set;

/**
 * What a room keeps of users outside the database, on this node alone. When one of them is erased, on whichever node, the
 * room hears of it by {@link UserErased} and drops what it keeps.
 */
public interface Keepsakes {

    /** Of whom there is anything at hand. */
    Set<HeldUser> users();

    /** Throws away what cannot be looked into any more and has lain unused for too long. */
    default void tidy() {
        // Most rooms keep nothing of that kind.
    }
}
