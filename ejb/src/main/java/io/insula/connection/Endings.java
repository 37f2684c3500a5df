package io.insula.connection;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts how often the connections of users and tenants were ended, so that nobody starts a program with what was read
 * before. Many share a counter, which keeps them few: one that stands too high costs another look into the vault, and none
 * stands too low.
 */
final class Endings {

    private static final int COUNTERS = 4096;

    private final AtomicLongArray counters = new AtomicLongArray(COUNTERS);

    /** It only grows, and with every ending that concerns the user. Ids of users are never given twice. */
    long count(String formation, String tenantId, String userId) {
        return counters.get(place(userId)) + counters.get(place(formation, tenantId));
    }

    void ofUser(String userId) {
        counters.incrementAndGet(place(userId));
    }

    void ofTenant(String formation, String tenantId) {
        counters.incrementAndGet(place(formation, tenantId));
    }

    private static int place(String userId) {
        return Math.floorMod(userId.hashCode(), COUNTERS);
    }

    private static int place(String formation, String tenantId) {
        return Math.floorMod(31 * formation.hashCode() + tenantId.hashCode(), COUNTERS);
    }
}
