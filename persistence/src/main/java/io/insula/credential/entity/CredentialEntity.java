package io.insula.credential.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * What may be listed of a credential: for which service, under which name, since when. The secret itself lies sealed in
 * another table, under the version that stands here; it is replaced, never read back.
 */
@Entity
@Table(name = "credential", schema = "insula")
public class CredentialEntity extends UserOwned {

    @Id
    @Column(name = "credential_id")
    private String id;

    @Column(updatable = false)
    private String service;

    @Column(name = "service_key", updatable = false)
    private String serviceKey;

    @Column(updatable = false)
    private String name;

    private String preview;

    private long version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected CredentialEntity() {}

    /**
     * A credential whose secret is sealed next.
     *
     * @param serviceKey the service as it is compared
     */
    public CredentialEntity(String id, String service, String serviceKey, String name, Instant now) {
        this.id = id;
        this.service = service;
        this.serviceKey = serviceKey;
        this.name = name;
        this.createdAt = now;
    }

    /** Takes another secret. Versions go by the clock, so that none returns when a credential is deleted and made anew. */
    public void replaced(String newPreview, Instant now) {
        preview = newPreview;
        version = Math.max(version + 1, now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
        updatedAt = now;
    }

    public String id() {
        return id;
    }

    public String service() {
        return service;
    }

    public String serviceKey() {
        return serviceKey;
    }

    public String name() {
        return name;
    }

    public String preview() {
        return preview;
    }

    public long version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
