package io.insula.memory.entity;

import io.insula.tenant.entity.TenantOwned;
import io.insula.tenant.entity.TransactionTenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * How often a user's memories have changed. The database keeps count; the application only reads, to know whether what
 * it has at hand is still true.
 */
@Entity
@Table(name = "memory_revision", schema = "insula")
public class MemoryRevisionEntity extends TenantOwned {

    @Id
    @Column(name = "user_id")
    private String userId;

    private long revision;

    @Column(name = "deleted_revision")
    private long deletedRevision;

    private boolean expiring;

    @Column(name = "values_kept")
    private int valuesKept;

    private long vectors;

    protected MemoryRevisionEntity() {}

    @Override
    protected boolean belongsTo(TransactionTenant bound) {
        return super.belongsTo(bound) && userId.equals(bound.person());
    }

    /** Raised with each vector that comes or goes. */
    public long revision() {
        return revision;
    }

    /** The revision at which the last one went; what was read before it must be read anew. */
    public long deletedRevision() {
        return deletedRevision;
    }

    /** How many memories have a vector. */
    public long vectors() {
        return vectors;
    }

    /** Whether any collection of the user lets its memories expire. */
    public boolean isExpiring() {
        return expiring;
    }

    /** How many values under keys the user has. */
    public int valuesKept() {
        return valuesKept;
    }
}
