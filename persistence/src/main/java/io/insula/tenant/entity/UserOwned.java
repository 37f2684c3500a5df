package io.insula.tenant.entity;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;

/** A row that belongs to one user of one tenant in one formation. */
@MappedSuperclass
public abstract class UserOwned extends TenantOwned {

    @Column(name = "user_id", updatable = false)
    private String userId;

    @Override
    protected boolean belongsTo(TransactionTenant bound) {
        return super.belongsTo(bound)
                && (bound.person() == null || bound.person().equals(userId));
    }

    @Override
    protected void ownedBy(TransactionTenant bound) {
        super.ownedBy(bound);
        userId = bound.person();
    }
}
