package io.insula.memory.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * One utterance in the buffer of a session: what the conversation has in view. The oldest leave when the buffer of
 * this user and session is full; nobody else's leave with them.
 */
@Entity
@Table(name = "buffer_entry", schema = "insula")
public class BufferEntryEntity extends UserOwned {

    @Id
    @Column(name = "entry_id")
    private String id;

    @Column(name = "session_id", updatable = false)
    private String sessionId;

    @Column(updatable = false)
    private String role;

    @Column(updatable = false)
    private String content;

    @Column(updatable = false)
    private String model;

    @Column(updatable = false)
    private byte[] vector;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected BufferEntryEntity() {}

    public BufferEntryEntity(String id, String sessionId, String role, String content, Instant createdAt) {
        this.id = id;
        this.sessionId = sessionId;
        this.role = role;
        this.content = content;
        this.createdAt = createdAt;
    }

    /** Adds the meaning of the utterance, so that it can be recalled within its session. */
    public BufferEntryEntity meaning(String model, byte[] vector) {
        this.model = model;
        this.vector = vector.clone();
        return this;
    }

    public String id() {
        return id;
    }

    public String role() {
        return role;
    }

    public String content() {
        return content;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The meaning, or null where the utterance was not a statement. */
    public byte[] vector() {
        return vector == null ? null : vector.clone();
    }

    public String model() {
        return model;
    }
}
