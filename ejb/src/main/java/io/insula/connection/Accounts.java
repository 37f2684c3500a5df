package io.insula.connection;

import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;

/** The uids that programs run under, each under its own. One that was given back rests until all others had their turn. */
final class Accounts {

    private final int first;
    private final int count;
    private final BitSet taken = new BitSet();
    private int next;

    Accounts(int first, int count) {
        this.first = first;
        this.count = count;
        // Another server of this machine, or the one before, may have begun at the beginning.
        this.next = ThreadLocalRandom.current().nextInt(count);
    }

    synchronized int take() {
        for (int tries = 0; tries < count; tries++) {
            int place = next;
            next = (next + 1) % count;
            if (!taken.get(place)) {
                taken.set(place);
                return first + place;
            }
        }
        throw Failures.crowded("No account is free for another program");
    }

    synchronized void giveBack(int uid) {
        taken.clear(uid - first);
    }
}
