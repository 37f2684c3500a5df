package io.insula.memory.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/**
 * What a user has settled about a collection of memories: how long what is laid into it stays. The name is a label
 * within the user's own memories; a collection about which nothing is settled has no row.
 */
@Entity
@Table(name = "memory_collection", schema = "insula")
public class MemoryCollectionEntity extends UserOwned {

    @Id
    private String name;

    @Column(name = "expires_after")
    private Long expiresAfter;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected MemoryCollectionEntity() {}

    public MemoryCollectionEntity(String name, Instant createdAt) {
        this.name = name;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** Settles how long a memory stays that is laid in from now on; null is for good. */
    public void keepFor(Duration time, Instant now) {
        expiresAfter = time == null ? null : time.toSeconds();
        updatedAt = now;
    }

    public String name() {
        return name;
    }

    /** How long a memory stays, or null if for good. */
    public Duration expiresAfter() {
        return expiresAfter == null ? null : Duration.ofSeconds(expiresAfter);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
