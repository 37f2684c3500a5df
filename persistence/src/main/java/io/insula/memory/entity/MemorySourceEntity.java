package io.insula.memory.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Where a memory was said, and in which words; a memory that was said once needs no such row. */
@Entity
@Table(name = "memory_source", schema = "insula")
public class MemorySourceEntity extends UserOwned {

    @Id
    @Column(name = "source_id")
    private String id;

    @Column(name = "memory_id", updatable = false)
    private String memoryId;

    @Column(updatable = false)
    private String kind;

    @Column(name = "session_id", updatable = false)
    private String sessionId;

    @Column(updatable = false)
    private String wording;

    @Column(name = "said_at", updatable = false)
    private Instant saidAt;

    protected MemorySourceEntity() {}

    /** A source of {@code memoryId}, with the words as {@code from} has them and the time at which it was kept. */
    public MemorySourceEntity(String id, String memoryId, MemoryEntity from) {
        this.id = id;
        this.memoryId = memoryId;
        this.kind = from.source();
        this.sessionId = from.sessionId();
        this.wording = from.content();
        this.saidAt = from.createdAt();
    }

    public String kind() {
        return kind;
    }

    /** The session it was said in, or null. */
    public String sessionId() {
        return sessionId;
    }

    public String wording() {
        return wording;
    }

    public Instant saidAt() {
        return saidAt;
    }
}
