package io.insula.tenant.entity;

import jakarta.inject.Inject;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;

/**
 * Aborts when a row was loaded, or is about to be written, that does not belong to the transaction's formation, tenant
 * or user. The provider's predicate and row-level security should never let that happen; this wall holds when both are
 * gone.
 */
public class TenantGuard {

    @Inject
    TransactionTenant bound;

    /** New rows get their owner from the transaction, never from a caller. */
    @PrePersist
    void own(TenantOwned row) {
        row.ownedBy(bound);
        check(row);
    }

    @PostLoad
    @PreUpdate
    @PreRemove
    void check(TenantOwned row) {
        if (bound != null && row.belongsTo(bound)) {
            return;
        }
        if (bound != null) {
            // The provider leaves the transaction as it is, and somebody might catch what is thrown.
            bound.condemn();
        }
        throw new ForeignRowException(row.getClass().getSimpleName());
    }
}
