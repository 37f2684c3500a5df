package io.insula.audit.rest;

import io.insula.audit.Refusal;
import io.insula.audit.RefusalTrail;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.rest.MatchedRoute;
import io.insula.kernel.rest.RequestIdFilter;
import io.insula.kernel.rest.RequestProperties;
import io.insula.tenant.CurrentTenant;
import io.insula.tenant.Origin;
import io.insula.tenant.TenantContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/**
 * Notes each request that was turned away, once its transaction is over. What is absent or foreign (404) is no refusal:
 * the two must look alike, here too.
 */
@Provider
@ApplicationScoped
@Priority(20)
public class RefusalFilter implements ContainerResponseFilter {

    private static final Map<Integer, String> REFUSALS =
            Map.of(401, "unauthorized", 403, "forbidden", 409, "conflict", 429, "rate_limited");

    /** The same where it is told inside an answer whose own status is another. */
    private static final Map<ErrorCode, String> INSIDE = Map.of(
            ErrorCode.FORBIDDEN, "forbidden", ErrorCode.CONFLICT, "conflict", ErrorCode.RATE_LIMITED, "rate_limited");

    @Context
    ResourceInfo resource;

    @Inject
    CurrentTenant current;

    @Inject
    Origin origin;

    @Inject
    RefusalTrail trail;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        String result = request.getProperty(RequestProperties.REFUSED) instanceof ErrorCode code
                ? INSIDE.get(code)
                : REFUSALS.get(answer.getStatus());
        if (result == null) {
            return;
        }
        String requestId = RequestIdFilter.of(request);
        if (current.known()) {
            TenantContext who = current.context();
            trail.record(new Refusal(
                    who.formation(),
                    who.tenantId(),
                    who.userId(),
                    who.actor(),
                    route(request),
                    result,
                    origin.address(),
                    requestId));
        } else if (request.getProperty(RequestProperties.ACTOR) instanceof String actor) {
            String formation = (String) request.getProperty(RequestProperties.ACTOR_FORMATION);
            trail.record(
                    new Refusal(formation, null, null, actor, route(request), result, origin.address(), requestId));
        } else {
            trail.recordStranger(origin.address(), result);
        }
    }

    /** Never the path itself: it holds ids and words of users. */
    private String route(ContainerRequestContext request) {
        return resource.getResourceMethod() == null
                ? "-"
                : request.getMethod() + ' ' + MatchedRoute.template(resource.getResourceMethod());
    }
}
