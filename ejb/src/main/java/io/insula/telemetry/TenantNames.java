package io.insula.telemetry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tenants that are told apart: the first ones seen since the start. */
final class TenantNames {

    static final String OTHER = "other";
    static final String NONE = "none";

    private final int most;
    private final Set<Name> names = ConcurrentHashMap.newKeySet();

    TenantNames(int most) {
        this.most = most;
    }

    /** A tenant as metrics name it. */
    record Name(String formation, String tenant) {}

    Name of(Place place) {
        if (place.tenant() == null) {
            return new Name(NONE, NONE);
        }
        Name name = new Name(place.formation(), place.tenant());
        return names.contains(name) || admits(name) ? name : new Name(OTHER, OTHER);
    }

    private boolean admits(Name name) {
        synchronized (names) {
            return names.size() < most && names.add(name);
        }
    }
}
