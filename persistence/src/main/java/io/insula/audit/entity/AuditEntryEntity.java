package io.insula.audit.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * One thing that was done. It is written with the change it records and never changed after.
 *
 * <p>Not under the provider's tenancy: what concerns a formation as a whole is recorded under the empty tenant, by a
 * transaction that is bound to none. Row-level security admits only rows of the bound formation, tenant and user.
 */
@Entity
@Table(name = "audit_entry", schema = "insula")
public class AuditEntryEntity {

    @Id
    @Column(name = "entry_id")
    private String id;

    @Column(name = "tenant_id", updatable = false)
    private String tenantId;

    @Column(name = "formation_id", updatable = false)
    private String formationId;

    @Column(name = "user_id", updatable = false)
    private String userId;

    @Column(updatable = false)
    private String actor;

    @Column(updatable = false)
    private String action;

    @Column(name = "resource_type", updatable = false)
    private String resourceType;

    @Column(name = "resource_id", updatable = false)
    private String resourceId;

    @Column(updatable = false)
    private String result;

    @Column(updatable = false)
    private int occurrences;

    @Column(name = "request_id", updatable = false)
    private String requestId;

    @Column(updatable = false)
    private String address;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected AuditEntryEntity() {}

    /** What was done, when; who did it is added by {@link #by}. */
    public AuditEntryEntity(String id, String action, String resourceType, String resourceId, Instant createdAt) {
        this.id = id;
        this.action = action;
        this.resourceType = resourceType;
        this.resourceId = resourceId;
        this.createdAt = createdAt;
        this.result = "success";
        this.occurrences = 1;
    }

    /** Says that it came to something else than success, and how often within the minute. */
    public AuditEntryEntity cameTo(String otherResult, int howOften) {
        this.result = otherResult;
        this.occurrences = howOften;
        return this;
    }

    /** Says from where it was asked for; null where no client did. */
    public AuditEntryEntity from(String clientAddress) {
        this.address = clientAddress;
        return this;
    }

    /** Says for whom and by whom; {@code tenant} may be empty, {@code user} may be null. */
    public AuditEntryEntity by(String formation, String tenant, String user, String actor, String requestId) {
        this.formationId = formation;
        this.tenantId = tenant;
        this.userId = user;
        this.actor = actor;
        this.requestId = requestId;
        return this;
    }
}
