package io.insula.identity.entity;

import io.insula.tenant.entity.TenantOwned;
import io.insula.tenant.entity.TransactionTenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * Somebody, a person or an agent, whom identifiers name. A user begins active, at first sight of an identifier or when a
 * first one is linked; suspended, nobody gets in under any of them; resumed, all is as before.
 */
@Entity
@Table(name = "app_user", schema = "insula")
public class UserEntity extends TenantOwned {

    private static final String ACTIVE = "active";
    private static final String SUSPENDED = "suspended";

    @Id
    @Column(name = "user_id")
    private String id;

    private String status;

    @Column(name = "subject_type")
    private String subjectType;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected UserEntity() {}

    public UserEntity(String id, String subjectType, Instant createdAt) {
        this.id = id;
        this.status = ACTIVE;
        this.subjectType = subjectType;
        this.createdAt = createdAt;
    }

    @Override
    protected boolean belongsTo(TransactionTenant bound) {
        return super.belongsTo(bound)
                && (bound.person() == null || bound.person().equals(id));
    }

    /** Shuts the user out; returns whether that changed anything. */
    public boolean suspend() {
        boolean changes = ACTIVE.equals(status);
        status = SUSPENDED;
        return changes;
    }

    /** Lets the user in again; returns whether that changed anything. */
    public boolean resume() {
        boolean changes = SUSPENDED.equals(status);
        status = ACTIVE;
        return changes;
    }

    /** Says what the user is; returns whether that changed anything. */
    public boolean become(String type) {
        boolean changes = !type.equals(subjectType);
        subjectType = type;
        return changes;
    }

    public String id() {
        return id;
    }

    public String status() {
        return status;
    }

    /** {@code user} or {@code agent}. */
    public String subjectType() {
        return subjectType;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
