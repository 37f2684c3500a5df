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
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One line per request: which route, how it went, how long it took. Never a query string, an id in a path, contents. */
@Provider
@Priority(10)
public class AccessLogFilter implements ContainerResponseFilter {

    private static final Logger LOG = System.getLogger("io.insula.access");

    /** As many entries as there are resource methods. */
    private final Map<Method, String> templates = new ConcurrentHashMap<>();

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
                .append(template())
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

    /** The route as it is declared, without anybody's ids; "-" when nothing matched. */
    private String template() {
        Method method = resource.getResourceMethod();
        return method == null ? "-" : templates.computeIfAbsent(method, MatchedRoute::template);
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
