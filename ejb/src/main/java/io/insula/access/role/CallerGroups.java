package io.insula.access.role;

import io.insula.access.Caller;
import io.insula.access.Claimant;
import io.insula.access.Entitlement;
import io.insula.formation.AccessRules;
import io.insula.formation.Formation;
import io.insula.tenant.Gate;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** In which groups the calling user is, by the formation's files, the tenant and the caller's token. */
@ApplicationScoped
public class CallerGroups {

    @Inject
    Caller caller;

    @Inject
    Gate gate;

    @Inject
    TenantBinding binding;

    /** Those groups and all that they inherit from, read within the running transaction. */
    public Set<String> of(Formation formation) {
        AccessRules rules = formation.access();
        if (rules == null) {
            return Set.of();
        }
        Gate.Claims claims = gate.claims(binding.formation(), binding.tenant(), binding.person());
        binding.bindAgain();
        Claimant who = new Claimant(
                binding.context().tenantSlug(), claims.identifiers(), claims.groups(), caller.groupsOfToken());
        return Entitlement.groupsOf(rules, formation.tenancy().defaultTenant(), who);
    }
}
