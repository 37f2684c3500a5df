package io.insula.access.rest;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;

/**
 * Tells browsers which pages of other origins may read what the API answers, and answers what they ask before they send
 * a request. It opens nothing: a page needs a key or a token like anybody else, and cookies are never asked for.
 */
@Provider
@PreMatching
@ApplicationScoped
@Priority(110)
public class CorsFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String ORIGIN = "Origin";
    private static final String WISHED_METHOD = "Access-Control-Request-Method";

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String SENT = String.join(
            ", ",
            "Accept",
            "Authorization",
            "Content-Type",
            "If-Match",
            "Last-Event-ID",
            "MCP-Protocol-Version",
            "traceparent",
            "X-Muxi-Admin-Key",
            "X-Muxi-Client-Key",
            "X-Muxi-Idempotency-Key",
            "X-Muxi-Request-Id",
            "X-Muxi-Tenant-Id",
            "X-Muxi-User-Id",
            "X-Request-Id");
    private static final String READ =
            String.join(", ", "ETag", "Location", "Retry-After", "X-Muxi-Request-Id", "X-Request-Id");

    @Inject
    CorsConfiguration configuration;

    /** A list that cannot be is told at the start, and not by the first page that asks. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        configuration.origins();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.OPTIONS)
                || request.getHeaderString(WISHED_METHOD) == null
                || listed(request).isEmpty()) {
            return;
        }
        request.abortWith(Response.noContent()
                .header("Access-Control-Allow-Methods", METHODS)
                .header("Access-Control-Allow-Headers", SENT)
                .header("Access-Control-Max-Age", configuration.maxAge().toSeconds())
                .build());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (configuration.origins().isEmpty()) {
            return;
        }
        MultivaluedMap<String, Object> headers = answer.getHeaders();
        headers.add("Vary", ORIGIN);
        listed(request).ifPresent(origin -> {
            headers.putSingle("Access-Control-Allow-Origin", origin);
            headers.putSingle("Access-Control-Expose-Headers", READ);
        });
    }

    /** The origin that the request names, if it names one and that is listed. */
    private Optional<String> listed(ContainerRequestContext request) {
        List<String> sent = request.getHeaders().get(ORIGIN);
        return sent == null || sent.size() != 1
                ? Optional.empty()
                : Optional.of(sent.get(0)).filter(configuration.origins()::contains);
    }
}
