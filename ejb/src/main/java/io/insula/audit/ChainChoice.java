package io.insula.audit;

import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.tenant.TenantBinding;
import io.insula.tenant.TenantContext;
import io.insula.tenant.Tenants;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Which chain a caller means, and whether it is one that he may read. */
@Stateless
@Requires(Permission.VIEW_LOGS)
public class ChainChoice {

    @Inject
    TenantBinding binding;

    @Inject
    Tenants tenants;

    /**
     * The chain of a tenant of the caller's formation; without a name that of the formation itself, or of the one tenant
     * that the caller is bound to.
     *
     * @throws PlatformException RESOURCE_NOT_FOUND for a tenant that the formation does not have
     */
    public Chain of(String slug) {
        TenantContext who = binding.context();
        if (who.tenantId() != null && (slug == null || slug.equals(who.tenantSlug()))) {
            return new Chain(who.formation(), who.tenantId());
        }
        if (who.tenantId() != null) {
            throw PlatformException.notFound("Tenant");
        }
        if (slug == null) {
            return new Chain(who.formation(), Chain.FORMATION_AS_A_WHOLE);
        }
        return new Chain(who.formation(), tenants.idOf(slug).orElseThrow(() -> PlatformException.notFound("Tenant")));
    }
}
