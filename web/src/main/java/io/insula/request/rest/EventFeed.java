package io.insula.request.rest;

import io.insula.request.RequestEvent;
import io.insula.request.RequestService;
import java.util.List;

/** The events that one stream has not told yet. Each look is a transaction, in which the caller's standing is checked. */
final class EventFeed {

    private static final int AT_ONCE = 200;

    private final RequestService requests;
    private final String session;
    private final String request;
    private long last;

    EventFeed(RequestService requests, String session, String request, long last) {
        this.requests = requests;
        this.session = session;
        this.request = request;
        this.last = last;
    }

    /** What is new, in order; empty if nothing is. */
    List<RequestEvent> next() {
        List<RequestEvent> events = requests.events(session, request, last, AT_ONCE);
        if (!events.isEmpty()) {
            last = events.get(events.size() - 1).number();
        }
        return events;
    }

    /** Whether nothing can follow that event in this stream. */
    boolean endsWith(RequestEvent event) {
        return request != null && event.isLast();
    }
}
