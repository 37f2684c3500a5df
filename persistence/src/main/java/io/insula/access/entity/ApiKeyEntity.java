package io.insula.access.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A key as those who look after it see it, without its hash. It lives from when it was made until it is revoked or its
 * time is over; replaced by another, it gets a time that is over soon. The empty tenant stands for the formation as a
 * whole.
 *
 * <p>It is part of the register of a formation and therefore not under the provider's tenancy: a formation's
 * administrators see the keys of all its tenants. Row-level security confines it to the formation, and a tenant's
 * administrators to their tenant.
 */
@Entity
@Table(name = "api_key", schema = "insula")
public class ApiKeyEntity {

    @Id
    @Column(name = "key_id")
    private String id;

    @Column(name = "tenant_id", updatable = false)
    private String tenantId;

    @Column(name = "tenant_slug", updatable = false)
    private String tenantSlug;

    @Column(name = "formation_id", updatable = false)
    private String formationId;

    @Column(updatable = false)
    private String kind;

    @Column(name = "bound_user_id", updatable = false)
    private String userId;

    @Column(updatable = false)
    private String origin;

    @Column(updatable = false)
    private String name;

    @Column(updatable = false)
    private String shown;

    @Column(updatable = false)
    private String scopes;

    @Column(name = "workspace_prefix", updatable = false)
    private String workspacePrefix;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "last_used_at", updatable = false)
    private Instant lastUsedAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    private boolean withdrawn;

    protected ApiKeyEntity() {}

    /** Ends the key, also where a file still holds it; returns whether that changed anything. */
    public boolean revoke(Instant now) {
        if (revokedAt != null) {
            return false;
        }
        revokedAt = now;
        withdrawn = true;
        return true;
    }

    /** Lets the key's time be over then, unless it is over before. */
    public void expireAt(Instant end) {
        if (expiresAt == null || end.isBefore(expiresAt)) {
            expiresAt = end;
        }
    }

    public boolean isRevoked() {
        return revokedAt != null;
    }

    /** Whether it stays revoked where a file still holds it. */
    public boolean isWithdrawn() {
        return withdrawn;
    }

    public String id() {
        return id;
    }

    /** Empty where the key serves the formation as a whole. */
    public String tenantId() {
        return tenantId;
    }

    /** Null where the key serves the formation as a whole. */
    public String tenantSlug() {
        return tenantSlug;
    }

    public String kind() {
        return kind;
    }

    public String userId() {
        return userId;
    }

    public String origin() {
        return origin;
    }

    public String name() {
        return name;
    }

    public String shown() {
        return shown;
    }

    public String scopes() {
        return scopes;
    }

    public String workspacePrefix() {
        return workspacePrefix;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public Instant lastUsedAt() {
        return lastUsedAt;
    }

    public Instant revokedAt() {
        return revokedAt;
    }
}
