package io.insula.formation;

import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** What a formation's administrator may see of it. */
@Stateless
@Requires(Permission.VIEW_FORMATION)
public class FormationService {

    @Inject
    FormationRegistry registry;

    @Inject
    TenantBinding binding;

    /** The formation in its active revision, as this node serves it. */
    public Formation active() {
        return registry.get(binding.formation());
    }
}
