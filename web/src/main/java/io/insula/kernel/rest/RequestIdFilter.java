package io.insula.kernel.rest;

import io.insula.kernel.PublicId;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/**
 * Gives each request an id, or keeps the caller's where it is harmless in logs, and sends it back. Answers belong to
 * one user, so no cache may keep them.
 */
@Provider
@PreMatching
@Priority(100)
public class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {

    static final String HEADER = "X-Request-Id";
    static final String MUXI_HEADER = "X-Muxi-Request-Id";

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(RequestProperties.STARTED, System.nanoTime());
        String sent = request.getHeaderString(HEADER);
        request.setProperty(
                RequestProperties.REQUEST_ID, idFrom(sent == null ? request.getHeaderString(MUXI_HEADER) : sent));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        String id = of(request);
        MultivaluedMap<String, Object> headers = answer.getHeaders();
        headers.putSingle(HEADER, id);
        headers.putSingle(MUXI_HEADER, id);
        headers.putSingle("X-Content-Type-Options", "nosniff");
        if (!headers.containsKey("Cache-Control")) {
            headers.putSingle("Cache-Control", "no-store");
        }
    }

    /** The id of this request; made on the spot when the request failed before any filter ran. */
    public static String of(ContainerRequestContext request) {
        if (request.getProperty(RequestProperties.REQUEST_ID) instanceof String id) {
            return id;
        }
        String made = PublicId.next("req");
        request.setProperty(RequestProperties.REQUEST_ID, made);
        return made;
    }

    static String idFrom(String sent) {
        return sent != null && HARMLESS.matcher(sent).matches() ? sent : PublicId.next("req");
    }
}
