package io.insula.identity.entity;

import io.insula.tenant.entity.TenantOwned;
import io.insula.tenant.entity.TransactionTenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A proof that is under way: that a user and an identifier are the same somebody. It begins on one side and is completed,
 * once, from the other; the database completes it, so this class only begins it.
 */
@Entity
@Table(name = "identifier_proof", schema = "insula")
public class IdentifierProofEntity extends TenantOwned {

    /** The hash of the code; the code itself is nowhere. */
    @Id
    @Column(updatable = false)
    private String code;

    @Column(name = "user_id", updatable = false)
    private String userId;

    @Column(updatable = false)
    private String identifier;

    @Column(name = "hash", updatable = false)
    private String identifierHash;

    @Column(updatable = false)
    private String type;

    @Column(name = "to_user", updatable = false)
    private boolean toUser;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    protected IdentifierProofEntity() {}

    /** A proof for a user, whose code goes to the user or to the identifier. */
    public IdentifierProofEntity(String code, String userId, boolean toUser, Instant createdAt, Instant expiresAt) {
        this.code = code;
        this.userId = userId;
        this.toUser = toUser;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    /** Says which identifier is to be the user's. */
    public IdentifierProofEntity of(String written, String hash, String kind) {
        identifier = written;
        identifierHash = hash;
        type = kind;
        return this;
    }

    @Override
    protected boolean belongsTo(TransactionTenant bound) {
        return super.belongsTo(bound)
                && (bound.person() == null || bound.person().equals(userId));
    }
}
