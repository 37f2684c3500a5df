package io.insula.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Remembers for each thread whose work it does, for logs and metrics alone: nothing is decided by it. Threads inherit
 * nothing; work that changes threads takes its place along.
 */
@ApplicationScoped
public class Whereabouts {

    /** As many entries as threads that work for somebody; what a thread forgets to remove its next work replaces. */
    private final ConcurrentMap<Thread, Place> places = new ConcurrentHashMap<>();

    /** Where the thread is. */
    public Place now() {
        return places.getOrDefault(Thread.currentThread(), Place.NOWHERE);
    }

    /** The thread begins to do that work. */
    public void enter(Place place) {
        if (place.equals(Place.NOWHERE)) {
            leave();
        } else {
            places.put(Thread.currentThread(), place);
        }
    }

    /** The thread's request has an id. */
    public void request(String id) {
        Place now = now();
        enter(new Place(id, now.formation(), now.tenant(), now.step()));
    }

    /** The thread's request is this tenant's. */
    public void tenant(String formation, String tenant, String requestId) {
        enter(new Place(requestId, formation, tenant, now().step()));
    }

    /** The thread's work is done. */
    public void leave() {
        places.remove(Thread.currentThread());
    }
}
