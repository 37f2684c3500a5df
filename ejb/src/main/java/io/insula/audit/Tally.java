package io.insula.audit;

import java.util.HashMap;
import java.util.Map;

/** Counts by name, of which it tells only so many apart. */
final class Tally<K> {

    private final int most;
    private final K others;
    private Map<K, Integer> counts = new HashMap<>();

    /** Counts up to so many names by themselves, and all further ones as {@code others}. */
    Tally(int most, K others) {
        this.most = most;
        this.others = others;
    }

    /** Counts one more; returns how many there are of it now. */
    synchronized int add(K name) {
        K counted = counts.size() < most || counts.containsKey(name) ? name : others;
        return counts.merge(counted, 1, Integer::sum);
    }

    /** What was counted since the last time; begins anew. */
    synchronized Map<K, Integer> drain() {
        Map<K, Integer> counted = counts;
        counts = new HashMap<>();
        return counted;
    }
}
