package io.insula.telemetry.rest;

import io.insula.kernel.rest.MatchedRoute;
import io.insula.kernel.rest.RequestIdFilter;
import io.insula.telemetry.Whereabouts;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the log which request begins, and the trace which route served it. */
@Provider
@PreMatching
@ApplicationScoped
@Priority(110)
public class RouteFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /** As many entries as there are resource methods. */
    private final Map<Method, String> templates = new ConcurrentHashMap<>();

    @Context
    ResourceInfo resource;

    @Inject
    Whereabouts whereabouts;

    @Override
    public void filter(ContainerRequestContext request) {
        whereabouts.request(RequestIdFilter.of(request));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        Method method = resource.getResourceMethod();
        if (method != null) {
            request.setProperty(RequestTrace.ROUTE, templates.computeIfAbsent(method, MatchedRoute::template));
        }
    }
}
