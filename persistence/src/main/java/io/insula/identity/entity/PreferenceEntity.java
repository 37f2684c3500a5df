package io.insula.identity.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * Something a user prefers, by its key: said by a caller, or read from a memory with which it goes. The last word counts,
 * whoever spoke it. Rows are written past this class, because a key that is set twice at once must be one row.
 */
@Entity
@Table(name = "preference", schema = "insula")
public class PreferenceEntity extends UserOwned {

    @Id
    @Column(name = "preference_id")
    private String id;

    /** Named apart from the column: key and value are words of the query language. */
    @Column(name = "key", insertable = false, updatable = false)
    private String name;

    @Column(name = "value", insertable = false, updatable = false)
    private String json;

    @Column(name = "memory_id", insertable = false, updatable = false)
    private String memoryId;

    @Column(name = "created_at", insertable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at", insertable = false, updatable = false)
    private Instant updatedAt;

    protected PreferenceEntity() {}

    public String id() {
        return id;
    }

    public String key() {
        return name;
    }

    /** JSON. */
    public String value() {
        return json;
    }

    /** The memory that it was read from, or null where a caller set it. */
    public String memoryId() {
        return memoryId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
