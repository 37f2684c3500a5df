package io.insula.memory.entity;

import io.insula.tenant.entity.TenantOwned;
import io.insula.tenant.entity.TransactionTenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How often a user's working memory has changed, and how full it is. The database keeps count. */
@Entity
@Table(name = "working_revision", schema = "insula")
public class WorkingRevisionEntity extends TenantOwned {

    @Id
    @Column(name = "user_id")
    private String userId;

    private long revision;

    private int entries;

    private long weight;

    protected WorkingRevisionEntity() {}

    @Override
    protected boolean belongsTo(TransactionTenant bound) {
        return super.belongsTo(bound) && userId.equals(bound.person());
    }

    /** Raised with each entry that comes or goes. */
    public long revision() {
        return revision;
    }

    public int entries() {
        return entries;
    }

    /** Bytes of all entries. */
    public long weight() {
        return weight;
    }
}
