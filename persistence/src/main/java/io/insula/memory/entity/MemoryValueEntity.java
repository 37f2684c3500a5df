package io.insula.memory.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** A value that a user keeps under a name. The namespace is part of the name and nothing more. */
@Entity
@IdClass(MemoryValueKey.class)
@Table(name = "memory_value", schema = "insula")
public class MemoryValueEntity extends UserOwned {

    @Id
    private String namespace;

    @Id
    private String key;

    private String value;

    private int version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected MemoryValueEntity() {}

    public MemoryValueEntity(String namespace, String key, String value, Instant now) {
        this.namespace = namespace;
        this.key = key;
        this.value = value;
        this.version = 1;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Puts another value in the place of the one before. */
    public void replace(String newValue, Instant now) {
        value = newValue;
        updatedAt = now;
        version++;
    }

    public String namespace() {
        return namespace;
    }

    public String key() {
        return key;
    }

    /** The value as JSON. */
    public String value() {
        return value;
    }

    public int version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
