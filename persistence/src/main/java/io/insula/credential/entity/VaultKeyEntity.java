package io.insula.credential.entity;

import io.insula.tenant.entity.TenantOwned;
import io.insula.tenant.entity.TransactionTenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The wrapped secret from which a user's key is derived. Rows are written past this class, because two credentials that
 * are made at once must share one; it is read beside what it opens.
 */
@Entity
@Table(name = "vault_key", schema = "insula")
public class VaultKeyEntity extends TenantOwned {

    @Id
    @Column(name = "user_id")
    private String userId;

    @Column(insertable = false, updatable = false)
    private int generation;

    @Column(name = "master_id", insertable = false, updatable = false)
    private String masterId;

    @Column(insertable = false, updatable = false)
    private byte[] wrapped;

    protected VaultKeyEntity() {}

    @Override
    protected boolean belongsTo(TransactionTenant bound) {
        return super.belongsTo(bound) && userId.equals(bound.person());
    }

    public int generation() {
        return generation;
    }

    /** The master key that it is wrapped with. */
    public String masterId() {
        return masterId;
    }

    public byte[] wrapped() {
        return wrapped.clone();
    }
}
