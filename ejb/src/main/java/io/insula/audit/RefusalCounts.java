package io.insula.audit;

import java.util.Map;

/** How many were turned away in this minute, and which of them are written one by one. */
final class RefusalCounts {

    private static final int MOST_ACTORS = 1_000;
    private static final String OTHERS = "others";

    private final int perMinute;
    private final Tally<Actor> actors = new Tally<>(MOST_ACTORS, new Actor(Chain.HOUSE, OTHERS));
    private final Tally<Surplus> surplus =
            new Tally<>(MOST_ACTORS, new Surplus(new Actor(Chain.HOUSE, OTHERS), OTHERS));
    private final Tally<Stranger> strangers;

    /**
     * @param perMinute refusals of one actor that are written one by one
     * @param networks how many of strangers are told apart
     */
    RefusalCounts(int perMinute, int networks) {
        this.perMinute = perMinute;
        this.strangers = new Tally<>(networks, new Stranger(OTHERS, OTHERS));
    }

    /** Whose key it was. */
    record Actor(String formation, String id) {}

    /** Refusals that were not written one by one. */
    record Surplus(Actor actor, String result) {}

    /** Where somebody without a good key came from. */
    record Stranger(String network, String result) {}

    /** Counts a refusal; returns whether it is to be written by itself. */
    boolean isSingle(Refusal refusal) {
        Actor actor = new Actor(refusal.formation(), refusal.actor());
        boolean single = actors.add(actor) <= perMinute;
        if (!single) {
            surplus.add(new Surplus(actor, refusal.result()));
        }
        return single;
    }

    void addStranger(String address, String result) {
        strangers.add(new Stranger(Network.of(address), result));
    }

    /** What of this minute is still to be written of known callers; from now on they are counted anew. */
    Map<Surplus, Integer> drainSurplus() {
        actors.drain();
        return surplus.drain();
    }

    Map<Stranger, Integer> drainStrangers() {
        return strangers.drain();
    }
}
