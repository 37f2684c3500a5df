package io.insula.memory.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * Something remembered about one user: told explicitly, or kept from what was said in a session. It outlives the
 * session it came from.
 */
@Entity
@Table(name = "memory", schema = "insula")
public class MemoryEntity extends UserOwned {

    @Id
    @Column(name = "memory_id")
    private String id;

    @Column(name = "session_id", updatable = false)
    private String sessionId;

    @Column(updatable = false)
    private String source;

    @Column(updatable = false)
    private String shape;

    @Column(updatable = false)
    private String type;

    @Column(updatable = false)
    private String content;

    @Column(updatable = false)
    private String metadata;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected MemoryEntity() {}

    /** A memory with its words; where it came from is added by {@link #from} and {@link #shaped}. */
    public MemoryEntity(String id, String content, Instant createdAt) {
        this.id = id;
        this.content = content;
        this.createdAt = createdAt;
    }

    /** Says how the memory came about: {@code explicit}, or {@code episodic} with the session it was said in. */
    public MemoryEntity from(String source, String sessionId) {
        this.source = source;
        this.sessionId = sessionId;
        return this;
    }

    /** Keeps the shape in which the caller sent the memory, its type, and its metadata as JSON; both may be null. */
    public MemoryEntity shaped(String shape, String type, String metadata) {
        this.shape = shape;
        this.type = type;
        this.metadata = metadata;
        return this;
    }

    public String id() {
        return id;
    }

    public String sessionId() {
        return sessionId;
    }

    public String source() {
        return source;
    }

    public String shape() {
        return shape;
    }

    public String type() {
        return type;
    }

    public String content() {
        return content;
    }

    public String metadata() {
        return metadata;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
