package io.insula.access.role;

import io.insula.access.Claimant;
import io.insula.access.ContextResolver;
import io.insula.access.Entitlement;
import io.insula.access.Resolution;
import io.insula.access.role.AccessDecision.Reason;
import io.insula.formation.Formation;
import io.insula.kernel.Permission;
import io.insula.tenant.Gate;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tells callers what they themselves may do, and by which role: nothing that the next request would not show them. */
@ApplicationScoped
public class OwnAccess {

    @Inject
    ContextResolver resolver;

    @Inject
    Gate gate;

    /** One answer for each permission there is, as the caller was let in. */
    public List<Reason> of(Resolution who) {
        Optional<Entitlement> roles = roles(who);
        return Arrays.stream(Permission.values())
                .map(each -> reason(each, who.context(), roles))
                .toList();
    }

    private static Reason reason(Permission permission, TenantContext context, Optional<Entitlement> roles) {
        boolean held = context.permissions().contains(permission);
        return roles.map(granted -> Reason.of(permission, held ? granted.of(permission) : Optional.empty()))
                .orElseGet(() -> Reason.ofKey(permission, held));
    }

    /** What roles grant to a user; empty where the formation declares none, or no user is asking. */
    private Optional<Entitlement> roles(Resolution who) {
        TenantContext context = who.context();
        Formation formation = resolver.formation(who.credential());
        if (formation.access() == null || context.userId() == null) {
            return Optional.empty();
        }
        Gate.Claims claims = gate.claims(context.formation(), context.tenantId(), context.userId());
        Claimant claimant = new Claimant(
                context.tenantSlug(),
                claims.identifiers(),
                claims.groups(),
                who.credential().groups());
        return Optional.of(
                Entitlement.of(formation.access(), formation.tenancy().defaultTenant(), claimant));
    }
}
