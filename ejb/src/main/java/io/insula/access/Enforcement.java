package io.insula.access;

import io.insula.formation.Formation;
import io.insula.formation.FormationFollower;
import io.insula.formation.FormationRegistry;
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
    FormationFollower formations;

    @Inject
    FormationRegistry registry;

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
        if (!isPermitted(permission) || isOfOneTenantAlone(permission)) {
            standing.settle();
        }
        permit(permission);
        if (binding.inTransaction()) {
            Epochs now = binding.admit(scope(permission, caller.context()), caller.context());
            if (now != null) {
                bringUpToDate(permission, now);
            }
            caller.begin();
        }
        caller.exercise(permission);
    }

    /**
     * What was denied when the caller was looked up may have been granted since. And a transaction for the formation as a
     * whole is bound to no tenant, so it is not told of what has changed in that of a user who administers by a role.
     */
    private boolean isOfOneTenantAlone(Permission permission) {
        TenantContext context = caller.context();
        return context.tenantId() != null && scope(permission, context) == Scope.PLATFORM;
    }

    /** In the very transaction that found a newer epoch: a second connection could be waited for in vain. */
    private void bringUpToDate(Permission permission, Epochs now) {
        boolean atTheGate = followed(permission, now);
        if (now.newerThan(caller.known().asOf())) {
            standing.confirm(binding::bindAgain);
            permit(permission);
        } else if (atTheGate) {
            binding.bindAgain();
        }
        Formation judgedBy = caller.judgedBy();
        if (!caller.hasBegun() && judgedBy != null && !registry.isKnown(judgedBy)) {
            throw new RulesReplacedException();
        }
    }

    /** A node that cannot read the active revision must still take another one, be told to go back, or get the secret. */
    private boolean followed(Permission permission, Epochs now) {
        try {
            return formations.follow(caller.context().formation(), now);
        } catch (PlatformException unreadable) {
            if (permission != Permission.DEPLOY && permission != Permission.MANAGE_SECRETS) {
                throw unreadable;
            }
            // Whether it was known or found out only now, the way back is the same.
            binding.enterGate();
            return true;
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
            case CHAT, MEMORY, REQUESTS, CREDENTIALS, USE_TOOLS, PROVE_IDENTIFIERS, FORGET -> Scope.USER;
            case LINK_IDENTIFIERS, MANAGE_USERS, MANAGE_GROUPS, EXPLAIN_ACCESS -> Scope.TENANT;
            case MANAGE_KEYS, VIEW_LOGS -> context.tenantId() == null ? Scope.PLATFORM : Scope.TENANT;
            case VIEW_FORMATION, MANAGE_SECRETS, MANAGE_TENANTS, DEPLOY -> Scope.PLATFORM;
        };
    }
}
