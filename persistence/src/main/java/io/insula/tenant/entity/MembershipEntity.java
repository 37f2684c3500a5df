package io.insula.tenant.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * That a tenant takes part in a formation. It begins active when the tenant is declared or first seen; suspended, it
 * lets nobody of the tenant in; resumed, all is as before.
 *
 * <p>It is the register that tenants are looked up in and therefore not itself under the provider's tenancy; row-level
 * security confines it to the formation.
 */
@Entity
@Table(name = "membership", schema = "insula")
public class MembershipEntity {

    private static final String ACTIVE = "active";
    private static final String SUSPENDED = "suspended";

    @Id
    @Column(name = "tenant_id")
    private String tenantId;

    @Column(name = "formation_id", updatable = false)
    private String formationId;

    @Column(updatable = false)
    private String slug;

    private String status;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected MembershipEntity() {}

    /** Shuts the tenant out of the formation; returns whether that changed anything. */
    public boolean suspend() {
        boolean changes = ACTIVE.equals(status);
        status = SUSPENDED;
        return changes;
    }

    /** Lets the tenant in again; returns whether that changed anything. */
    public boolean resume() {
        boolean changes = SUSPENDED.equals(status);
        status = ACTIVE;
        return changes;
    }

    public String tenantId() {
        return tenantId;
    }

    public String slug() {
        return slug;
    }

    public String status() {
        return status;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
