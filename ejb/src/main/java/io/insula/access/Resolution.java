package io.insula.access;

import io.insula.identity.Identifier;
import io.insula.tenant.Epochs;
import io.insula.tenant.TenantContext;

/**
 * Who a request was resolved to, from what, and at which epochs that was true.
 *
 * @param identity null where the request concerns the formation as a whole
 */
public record Resolution(TenantContext context, Credential credential, NamedIdentity identity, Epochs asOf) {

    /** Whether the request acts for whoever nobody named, whom all share. */
    boolean isOfNobody() {
        return identity != null
                && !identity.reservedPublicId()
                && identity.identifier()
                        .filter(Identifier.ANONYMOUS.value()::equals)
                        .isPresent();
    }

    Resolution at(Epochs newer) {
        return new Resolution(context, credential, identity, newer);
    }
}
