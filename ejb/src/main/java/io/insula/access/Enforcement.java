package io.insula.access;

import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.tenant.Epochs;
import io.insula.tenant.Scope;
import io.insula.tenant.TenantBinding;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Checks one permission of the caller and binds the running transaction, if there is one, to the caller's tenant. When
 * the binding shows a newer epoch than the one at which the caller was let in, the caller is let in anew or not at all.
 */
@ApplicationScoped
public class Enforcement {

    @Inject
    Caller caller;

    @Inject
    Standing standing;

    @Inject
    TenantBinding binding;

    /**
     * Lets the caller through, or not.
     *
     * @throws PlatformException FORBIDDEN without the permission; UNAUTHORIZED once key or token has expired; what
     *     letting in anew may throw
     */
    public void enforce(Permission permission) {
        standing.requireUnexpired();
        if (!isPermitted(permission)) {
            // What was denied when the caller was looked up may have been granted since.
            standing.settle();
        }
        permit(permission);
        if (binding.inTransaction()) {
            Epochs now = binding.bind(scope(permission, caller.context()), caller.context());
            if (now != null && now.newerThan(caller.known().asOf())) {
                // In the very transaction that found the newer epoch: a second connection could be waited for in vain.
                standing.confirm(binding::bindAgain);
                permit(permission);
            }
            caller.begin();
        }
    }

    private void permit(Permission permission) {
        if (!isPermitted(permission)) {
            throw PlatformException.forbidden();
        }
    }

    private boolean isPermitted(Permission permission) {
        return caller.context().permissions().contains(permission);
    }

    private static Scope scope(Permission permission, TenantContext context) {
        return switch (permission) {
            case CHAT, MEMORY, REQUESTS, PROVE_IDENTIFIERS, FORGET -> Scope.USER;
            case LINK_IDENTIFIERS, MANAGE_USERS, MANAGE_GROUPS, EXPLAIN_ACCESS -> Scope.TENANT;
            case MANAGE_KEYS, VIEW_LOGS -> context.tenantId() == null ? Scope.PLATFORM : Scope.TENANT;
            case VIEW_FORMATION, MANAGE_TENANTS, DEPLOY -> Scope.PLATFORM;
        };
    }
}
