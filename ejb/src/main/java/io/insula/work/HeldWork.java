package io.insula.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node is working on. As long as it renews its leases nobody takes the work away; what it could not renew in
 * time counts as lost here, too, because another node may have it already.
 */
@ApplicationScoped
class HeldWork {

    private final Map<Claim, Long> heldUntil = new ConcurrentHashMap<>();

    @Inject
    WorkClaims claims;

    @Inject
    WorkConfiguration configuration;

    void hold(Claim claim) {
        heldUntil.put(claim, end());
    }

    void letGo(Claim claim) {
        heldUntil.remove(claim);
    }

    boolean isLost(Claim claim) {
        Long until = heldUntil.get(claim);
        return until == null || System.nanoTime() - until > 0;
    }

    int count() {
        return heldUntil.size();
    }

    /** Holds on to everything in hand; what is no longer this node's is lost from now on. */
    void renew() {
        List<Claim> held = List.copyOf(heldUntil.keySet());
        if (held.isEmpty()) {
            return;
        }
        long end = end();
        Set<Claim> still = new HashSet<>(claims.renew(held));
        for (Claim claim : held) {
            // What was let go meanwhile must not come back.
            heldUntil.computeIfPresent(claim, (key, before) -> still.contains(key) ? (Long) end : null);
        }
    }

    private long end() {
        return System.nanoTime() + configuration.lease().toNanos();
    }
}
