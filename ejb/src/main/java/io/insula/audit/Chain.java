package io.insula.audit;

import io.insula.kernel.PublicId;
import io.insula.tenant.Scope;
import io.insula.tenant.TenantContext;
import java.util.Set;

/**
 * One chain of evidence: that of a tenant in a formation, or with an empty tenant that of the formation as a whole.
 *
 * @param tenant the tenant's internal id, or empty
 */
public record Chain(String formation, String tenant) {

    static final String FORMATION_AS_A_WHOLE = "";

    /** No formation can have this id: here stands what concerns the whole house, such as knocks of strangers. */
    static final String HOUSE = "_platform";

    private static final String SERVER = "server";

    /** The scope in which the chain is read and sealed: the narrowest that sees it. */
    Scope scope() {
        return isOfTenant() ? Scope.TENANT : Scope.PLATFORM;
    }

    /** The context in which the server itself works on the chain. */
    TenantContext context() {
        return context(SERVER, PublicId.next("req"));
    }

    /** The same, for what is done in the name of another. */
    TenantContext context(String actor, String requestId) {
        return new TenantContext(
                formation, isOfTenant() ? tenant : null, null, null, null, null, actor, Set.of(), requestId);
    }

    private boolean isOfTenant() {
        return !tenant.isEmpty();
    }
}
