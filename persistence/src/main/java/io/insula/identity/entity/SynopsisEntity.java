package io.insula.identity.entity;

import io.insula.tenant.entity.TenantOwned;
import io.insula.tenant.entity.TransactionTenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A short text about a user, kept until it is too old or something that it was made from is gone. */
@Entity
@Table(name = "synopsis", schema = "insula")
public class SynopsisEntity extends TenantOwned {

    @Id
    @Column(name = "user_id")
    private String userId;

    @Column(insertable = false, updatable = false)
    private String content;

    @Column(insertable = false, updatable = false)
    private String author;

    @Column(insertable = false, updatable = false)
    private String basis;

    @Column(insertable = false, updatable = false)
    private long memories;

    @Column(name = "made_at", insertable = false, updatable = false)
    private Instant madeAt;

    protected SynopsisEntity() {}

    @Override
    protected boolean belongsTo(TransactionTenant bound) {
        return super.belongsTo(bound) && userId.equals(bound.person());
    }

    public String content() {
        return content;
    }

    /** Who made it: {@code extractive}, or the model. */
    public String author() {
        return author;
    }

    /** From which state of memories and preferences it was made. */
    public String basis() {
        return basis;
    }

    /** How many memories there were when it was made. */
    public long memories() {
        return memories;
    }

    public Instant madeAt() {
        return madeAt;
    }
}
