package io.insula.memory.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * One statement in a user's working memory. It begins when it is said, grows stronger each time an answer rests on it,
 * and goes when it has faded, when stronger ones need its place, or with the session or the memory that it belongs to.
 */
@Entity
@Table(name = "working_entry", schema = "insula")
public class WorkingEntryEntity extends UserOwned {

    @Id
    @Column(name = "entry_id")
    private String id;

    @Column(name = "session_id", updatable = false)
    private String sessionId;

    @Column(name = "memory_id", updatable = false)
    private String memoryId;

    @Column(updatable = false)
    private String content;

    @Column(updatable = false)
    private String model;

    @Column(updatable = false)
    private int dimension;

    @Column(updatable = false)
    private byte[] vector;

    @Column(updatable = false)
    private int weight;

    private int uses;

    @Column(name = "used_at")
    private Instant usedAt;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** Given by the database; queries go by it. */
    @Column(insertable = false, updatable = false)
    private long revision;

    protected WorkingEntryEntity() {}

    /** A statement with its meaning; what it says is added by {@link #saying} or {@link #recalling}. */
    public WorkingEntryEntity(String id, String sessionId, String model, byte[] vector, Instant createdAt) {
        this.id = id;
        this.sessionId = sessionId;
        this.model = model;
        this.dimension = vector.length / Float.BYTES;
        this.vector = vector.clone();
        this.weight = vector.length;
        this.usedAt = createdAt;
        this.createdAt = createdAt;
    }

    /** Keeps the words here, where they became no memory. */
    public WorkingEntryEntity saying(String words, int bytes) {
        content = words;
        weight = vector.length + bytes;
        return this;
    }

    /** Leaves the words to the memory that they became. */
    public WorkingEntryEntity recalling(String memory) {
        memoryId = memory;
        return this;
    }

    public String id() {
        return id;
    }

    /** The memory that the statement became, or null. */
    public String memoryId() {
        return memoryId;
    }

    /** The words, or null where a memory has them. */
    public String content() {
        return content;
    }

    public byte[] vector() {
        return vector.clone();
    }

    public int weight() {
        return weight;
    }

    /** How many answers rested on it. */
    public int uses() {
        return uses;
    }

    /** When one last did, or when it was said. */
    public Instant usedAt() {
        return usedAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Its number within its user's working memory; 0 until it was read from the database. */
    public long revision() {
        return revision;
    }
}
