package io.insula.tenant;

import io.insula.kernel.Permission;
import java.util.Objects;
import java.util.Set;

/**
 * Who is asking, resolved once per request and never changed after. Work that leaves the request carries it explicitly.
 *
 * @param formation the formation's id
 * @param tenantId the tenant's internal id ({@code tnt_…}); null where the request concerns the formation as a whole
 * @param tenantSlug the tenant's name within the formation; null where {@code tenantId} is
 * @param userId the user's public id ({@code usr_…}); null where the request acts for no user
 * @param sentUserId the user id as the caller sent it, to be repeated in answers
 * @param channel by what the user came, as a hash; null where that was no identifier but the public id
 * @param actor who authenticated: the id of the key ({@code key_…})
 * @param permissions what the actor may do
 * @param requestId the id of the request, for logs, answers and audit
 */
public record TenantContext(
        String formation,
        String tenantId,
        String tenantSlug,
        String userId,
        String sentUserId,
        String channel,
        String actor,
        Set<Permission> permissions,
        String requestId) {

    public TenantContext {
        permissions = Set.copyOf(permissions);
    }

    /** Whether both are of the same tenant of the same formation. */
    public boolean isOfHouse(TenantContext other) {
        return Objects.equals(formation, other.formation) && Objects.equals(tenantId, other.tenantId);
    }

    /** Names who, never what: safe for logs. */
    @Override
    public String toString() {
        return formation + '/' + tenantSlug + '/' + userId + " by " + actor + " in " + requestId;
    }
}
