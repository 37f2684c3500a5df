package io.insula.access.role;

import io.insula.access.Claimant;
import io.insula.access.Entitlement;
import io.insula.access.role.AccessDecision.Reason;
import io.insula.formation.AccessRules;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.identity.Identifier;
import io.insula.identity.UserNames;
import io.insula.kernel.FieldFault;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.tenant.Gate;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/**
 * Tells whether a user of the tenant may do something, and by which role and assignment. Somebody who is not known yet is
 * judged as whoever comes under that name would be.
 */
@Stateless
@Requires(Permission.EXPLAIN_ACCESS)
public class AccessService {

    @Inject
    FormationRegistry formations;

    @Inject
    Gate gate;

    @Inject
    UserNames names;

    @Inject
    TenantBinding binding;

    /**
     * The decision on one action.
     *
     * @param user an identifier or a public id
     * @param action a word as roles use it
     * @throws PlatformException INVALID_PARAMS if no role can grant such an action
     */
    public AccessDecision explain(String user, String action) {
        Set<Permission> wanted = Permission.granted(action);
        if (wanted.isEmpty()) {
            throw PlatformException.invalidParams(List.of(new FieldFault(
                    "action", "must be one of " + String.join(", ", Permission.words()), "not_allowed")));
        }
        Formation formation = formations.get(binding.formation());
        String userId = names.find(List.of(user), position -> "The user").userIds().stream()
                .findFirst()
                .orElse(null);
        AccessRules rules = formation.access();
        if (rules == null) {
            Set<Permission> ofKey = KeyKind.CLIENT.permissions();
            return AccessDecision.of(
                    action,
                    false,
                    userId,
                    wanted.stream()
                            .map(each -> Reason.ofKey(each, ofKey.contains(each)))
                            .toList());
        }
        Entitlement entitlement = Entitlement.of(rules, formation.tenancy().defaultTenant(), claimant(user, userId));
        return AccessDecision.of(
                action,
                true,
                userId,
                wanted.stream()
                        .map(each -> Reason.of(each, entitlement.of(each)))
                        .toList());
    }

    private Claimant claimant(String user, String userId) {
        String slug = binding.context().tenantSlug();
        if (userId == null) {
            String name = Identifier.parse("The user", user).value();
            return new Claimant(slug, Set.of(name), List.of());
        }
        Gate.Claims claims = gate.claims(binding.formation(), binding.tenant(), userId);
        binding.bindAgain();
        return new Claimant(slug, claims.identifiers(), claims.groups());
    }
}
