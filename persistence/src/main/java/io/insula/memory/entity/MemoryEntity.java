package io.insula.memory.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * Something remembered about one user: told explicitly, or kept from what was said in a session. It outlives the
 * session it came from, and lasts until it is forgotten or expires. Each change raises its version; a repetition in
 * almost the same words becomes another source of it.
 */
@Entity
@Table(name = "memory", schema = "insula")
public class MemoryEntity extends UserOwned {

    /** Where a memory lies for which no collection was named. */
    public static final String DEFAULT_COLLECTION = "default";

    @Id
    @Column(name = "memory_id")
    private String id;

    @Column(name = "session_id", updatable = false)
    private String sessionId;

    @Column(updatable = false)
    private String source;

    private String shape;

    private String type;

    private String content;

    private String metadata;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    private String collection;

    private String gist;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "said_at")
    private Instant saidAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    private int version;

    private int sources;

    private String verdicts;

    protected MemoryEntity() {}

    /** A memory with its words; where it came from is added by {@link #from} and {@link #shaped}. */
    public MemoryEntity(String id, String content, Instant createdAt) {
        this.id = id;
        this.content = content;
        this.createdAt = createdAt;
        this.collection = DEFAULT_COLLECTION;
        this.version = 1;
        this.sources = 1;
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

    /** Lays the memory into a collection, to stay there until {@code expiresAt}; null is for good. */
    public MemoryEntity laid(String collection, Instant expiresAt) {
        this.collection = collection;
        this.expiresAt = expiresAt;
        return this;
    }

    /** Puts other words into the memory, with a digest of what they come to. */
    public MemoryEntity worded(String content, String gist) {
        this.verdicts = content.equals(this.content) ? verdicts : null;
        this.content = content;
        this.gist = gist;
        return this;
    }

    /** Notes what was decided of this memory and earlier ones; its words stay, and so does its version. */
    public void judged(String written) {
        verdicts = written;
    }

    /** Notes that the memory was changed. */
    public void changed(Instant now) {
        updatedAt = now;
        version++;
    }

    /** Notes that the memory was said again, be it long ago; returns how often it has been said now. */
    public int saidAgain(Instant at, Instant now) {
        changed(now);
        saidAt = at.isAfter(saidAt()) ? at : saidAt;
        return ++sources;
    }

    /** Whether the memory's time is over. */
    public boolean expiredAt(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
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

    public String collection() {
        return collection;
    }

    public String gist() {
        return gist;
    }

    /** When it leaves, or null if it stays. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** When it was said last. */
    public Instant saidAt() {
        return saidAt == null ? createdAt : saidAt;
    }

    /** When it was last changed or said again, or null if never. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** 1 at first, and one more with each change. */
    public int version() {
        return version;
    }

    /** What was decided of this memory and earlier ones, as it is written down, or null. */
    public String verdicts() {
        return verdicts;
    }

    /** How often it was said, in these or almost these words. */
    public int sources() {
        return sources;
    }
}
