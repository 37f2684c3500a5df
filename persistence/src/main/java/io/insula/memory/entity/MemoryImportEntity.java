package io.insula.memory.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * An import of memories. It receives its lines; once all are there and right, it is queued, and remembers them part by
 * part until it is done. What is refused while it is received leaves nothing behind.
 */
@Entity
@Table(name = "memory_import", schema = "insula")
public class MemoryImportEntity extends UserOwned {

    @Id
    @Column(name = "import_id")
    private String id;

    private String state;

    private int total;

    private int imported;

    private String fault;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "finished_at")
    private Instant finishedAt;

    protected MemoryImportEntity() {}

    public MemoryImportEntity(String id, Instant createdAt) {
        this.id = id;
        this.state = "receiving";
        this.createdAt = createdAt;
    }

    /** All lines are there. */
    public void queue(int lines) {
        state = "queued";
        total = lines;
    }

    /** Some more are remembered; with the last of them it is done. */
    public void remembered(int more, Instant now) {
        imported += more;
        if (imported >= total) {
            state = "done";
            finishedAt = now;
        }
    }

    /** Nothing more will be remembered. */
    public void fail(String code, Instant now) {
        state = "failed";
        fault = code;
        finishedAt = now;
    }

    public boolean isQueued() {
        return "queued".equals(state);
    }

    public String id() {
        return id;
    }

    public String state() {
        return state;
    }

    public int total() {
        return total;
    }

    public int imported() {
        return imported;
    }

    /** Why it failed, as an error's code; or null. */
    public String fault() {
        return fault;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant finishedAt() {
        return finishedAt;
    }
}
