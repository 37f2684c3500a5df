package io.insula.kernel.rest;

import io.insula.kernel.PlatformException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A bounded number of places on this node for what holds on to a connection, of which no tenant may take too many. */
public final class Seats {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final int all;
    private final int perTenant;
    private final Map<String, Integer> taken = new HashMap<>();
    private int sum;

    public Seats(int all, int perTenant) {
        this.all = all;
        this.perTenant = perTenant;
    }

    /** Takes a place; whoever takes one leaves it again. */
    public synchronized void take(String tenantId) {
        if (taken.getOrDefault(tenantId, 0) >= perTenant) {
            throw PlatformException.rateLimited("Too many streams of this tenant are open", SOON);
        }
        if (sum >= all) {
            throw PlatformException.unavailable("Too many streams are open on this server", SOON);
        }
        taken.merge(tenantId, 1, Integer::sum);
        sum++;
    }

    public synchronized void leave(String tenantId) {
        taken.computeIfPresent(tenantId, (id, count) -> count == 1 ? null : count - 1);
        sum--;
    }
}
