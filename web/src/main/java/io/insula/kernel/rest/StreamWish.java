package io.insula.kernel.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** Whether a client wants its answer as a stream of events: by {@code stream: true}, or by accepting nothing sooner. */
public final class StreamWish {

    private StreamWish() {}

    public static boolean of(Boolean stream, HttpHeaders headers) {
        return Boolean.TRUE.equals(stream) || prefersEvents(headers);
    }

    private static boolean prefersEvents(HttpHeaders headers) {
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (accepted.isCompatible(MediaType.SERVER_SENT_EVENTS_TYPE)) {
                return true;
            }
        }
        return false;
    }
}
