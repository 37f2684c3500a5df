package io.insula.identity.entity;

import io.insula.tenant.entity.TenantOwned;
import io.insula.tenant.entity.TransactionTenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A name under which a user comes. It belongs to one user of its tenant and formation as long as it is linked, and never
 * moves: unlinked, it is nobody's. A name that is a secret is kept as its keyed hash, with a mask and a handle for those
 * who manage it without knowing it.
 */
@Entity
@Table(name = "user_identifier", schema = "insula")
public class UserIdentifierEntity extends TenantOwned {

    /** As it is kept: the written form, or the hash. */
    @Id
    @Column(name = "identifier", updatable = false)
    private String kept;

    @Column(name = "user_id", updatable = false)
    private String userId;

    private String type;

    @Column(updatable = false)
    private String mask;

    @Column(updatable = false)
    private String handle;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected UserIdentifierEntity() {}

    public UserIdentifierEntity(String kept, String userId, String type, Instant createdAt) {
        this.kept = kept;
        this.userId = userId;
        this.type = type;
        this.createdAt = createdAt;
    }

    /** Says by what a secret is shown and called. */
    public UserIdentifierEntity hiddenBehind(String shown, String called) {
        mask = shown;
        handle = called;
        return this;
    }

    @Override
    protected boolean belongsTo(TransactionTenant bound) {
        return super.belongsTo(bound)
                && (bound.person() == null || bound.person().equals(userId));
    }

    /** Says what kind of name it is; a secret stays one. Returns whether that changed anything. */
    public boolean retype(String other) {
        if (isSecret() || other.equals(type)) {
            return false;
        }
        type = other;
        return true;
    }

    public boolean isSecret() {
        return handle != null;
    }

    public String kept() {
        return kept;
    }

    public String userId() {
        return userId;
    }

    /** What kind of name it is; null if nobody said. */
    public String type() {
        return type;
    }

    /** What stands for a secret in lists; null for what is none. */
    public String mask() {
        return mask;
    }

    /** By what a secret is unlinked without being known; null for what is none. */
    public String handle() {
        return handle;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
