package io.insula.kernel.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** One line per request: which route, how it went, how long it took. Never a query string, an id in a path, contents. */
@Provider
@Priority(10)
public class AccessLogFilter implements ContainerResponseFilter {

    private static final Logger LOG = System.getLogger("io.insula.access");

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (!LOG.isLoggable(Level.INFO)) {
            return;
        }
        StringBuilder line = new StringBuilder(96)
                .append(method(request.getMethod()))
                .append(' ')
                .append(MatchedRoute.template(resource))
                .append(' ')
                .append(answer.getStatus())
                .append(' ')
                .append(millis(request))
                .append(" ms ")
                .append(RequestIdFilter.of(request));
        if (request.getProperty(RequestProperties.TENANT) instanceof String tenant) {
            line.append(" tenant ").append(tenant);
        }
        LOG.log(Level.INFO, line.toString());
    }

    /** A method is the caller's text like any other. */
    private static String method(String sent) {
        return sent.length() <= 16 && sent.chars().allMatch(c -> c >= 'A' && c <= 'Z') ? sent : "?";
    }

    private static long millis(ContainerRequestContext request) {
        return request.getProperty(RequestProperties.STARTED) instanceof Long started
                ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)
                : 0;
    }
}
