package io.insula.input.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Whether a client wants its answer as a stream of events: by {@code stream: true}, or by accepting nothing sooner. */
public final class StreamWish {

    private StreamWish() {}

    public static boolean of(Boolean stream, HttpHeaders headers) {
        return Boolean.TRUE.equals(stream) || prefersEvents(headers.getAcceptableMediaTypes());
    }

    /** The same for a filter, which has the request before its resource reads it. */
    public static boolean of(ContainerRequestContext request) {
        return RequestBody.of(request).isTrue("stream") || prefersEvents(request.getAcceptableMediaTypes());
    }

    private static boolean prefersEvents(List<MediaType> acceptable) {
        for (MediaType accepted : acceptable) {
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
