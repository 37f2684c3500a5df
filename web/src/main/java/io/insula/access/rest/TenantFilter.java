package io.insula.access.rest;

import io.insula.access.BoundTenant;
import io.insula.access.Caller;
import io.insula.access.ContextResolver;
import io.insula.access.Credential;
import io.insula.access.IdentityClaim;
import io.insula.access.Resolution;
import io.insula.formation.Formation;
import io.insula.formation.Tenancy;
import io.insula.input.rest.RequestBody;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
import io.insula.kernel.rest.Accepts;
import io.insula.kernel.rest.Anonymous;
import io.insula.kernel.rest.ForTenant;
import io.insula.kernel.rest.RequestIdFilter;
import io.insula.kernel.rest.RequestProperties;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;

/**
 * Sets the tenant context of each request, once, before any resource runs. A route that does not say otherwise accepts
 * nobody.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class TenantFilter implements ContainerRequestFilter {

    private static final String TENANT_HEADER = "X-Muxi-Tenant-Id";
    private static final String USER_HEADER = "X-Muxi-User-Id";
    private static final String USER_ID = "user_id";
    /** What decoders put in place of bytes that are no UTF-8: two users must not become one by it. */
    private static final char UNDECODABLE = '\uFFFD';

    private static final KeyKind[] NONE = {};

    @Context
    ResourceInfo resource;

    @Inject
    ContextResolver resolver;

    @Inject
    Caller caller;

    @Override
    public void filter(ContainerRequestContext request) {
        if (annotation(Anonymous.class).isPresent()) {
            return;
        }
        KeyKind[] kinds = annotation(Accepts.class).map(Accepts::value).orElse(NONE);
        Resolution resolution = judge(request, kinds);
        caller.enter(resolution);
        request.setProperty(RequestProperties.TENANT, resolution.context().tenantSlug());
    }

    /** Whom a replaced formation turns away no transaction tells of the new one: the database is asked before. */
    private Resolution judge(ContainerRequestContext request, KeyKind[] kinds) {
        Optional<Credential> presenter = presented(request).any();
        Optional<Formation> rules = presenter.flatMap(resolver::rules);
        try {
            return resolve(request, kinds);
        } catch (PlatformException refused) {
            if (presenter.filter(who -> resolver.isReplaced(who, rules)).isEmpty()) {
                throw refused;
            }
            return resolve(request, kinds);
        }
    }

    private Resolution resolve(ContainerRequestContext request, KeyKind[] kinds) {
        Credential credential = presented(request)
                .accepted(kinds, (String) request.getProperty(RequestProperties.FORMATION), resolver::declaresRoles);
        String requestId = RequestIdFilter.of(request);
        boolean concernsNoUser = annotation(ForTenant.class).isPresent() || isForFormation(kinds);
        if (concernsNoUser && credential.isPersonal() && resolver.declaresRoles(credential)) {
            // Whoever else is named there is whom it is about, not who asks.
            return resolver.forUser(credential, claim(request, credential, List.of(), List.of()), requestId);
        }
        if (annotation(ForTenant.class).isPresent()) {
            return resolver.forTenant(credential, claim(request, credential), requestId);
        }
        return isForFormation(kinds)
                ? resolver.forFormation(credential, requestId)
                : resolver.forUser(credential, claim(request, credential), requestId);
    }

    /** The attributes of the servlet request are properties here, by Jakarta REST's own word. */
    private static PresentedKeys presented(ContainerRequestContext request) {
        return request.getProperty(PresentedKeys.ATTRIBUTE) instanceof PresentedKeys keys ? keys : new PresentedKeys();
    }

    /** What only an administrator may call concerns no single user; everything else acts for one. */
    private static boolean isForFormation(KeyKind[] kinds) {
        return kinds.length == 1 && kinds[0] == KeyKind.ADMIN;
    }

    private IdentityClaim claim(ContainerRequestContext request, Credential credential) {
        return claim(
                request,
                credential,
                query(request),
                RequestBody.of(request).peekString(USER_ID).stream().toList());
    }

    private IdentityClaim claim(
            ContainerRequestContext request, Credential credential, List<String> query, List<String> body) {
        Tenancy tenancy = resolver.formation(credential).tenancy();
        return new IdentityClaim(
                HeaderText.all(request, TENANT_HEADER),
                HeaderText.all(request, USER_HEADER),
                query,
                body,
                Optional.ofNullable(credential.tenant()).map(BoundTenant::slug),
                tenancy.defaultTenant(),
                tenancy.anonymous());
    }

    private static List<String> query(ContainerRequestContext request) {
        List<String> values = request.getUriInfo().getQueryParameters().getOrDefault(USER_ID, List.of());
        if (values.stream().anyMatch(value -> value.indexOf(UNDECODABLE) >= 0)) {
            throw new PlatformException(
                    ErrorCode.INVALID_REQUEST, "The query parameter " + USER_ID + " is not valid UTF-8");
        }
        return values;
    }

    private <A extends Annotation> Optional<A> annotation(Class<A> type) {
        A onMethod = resource.getResourceMethod().getAnnotation(type);
        return Optional.ofNullable(
                onMethod != null ? onMethod : resource.getResourceClass().getAnnotation(type));
    }
}
