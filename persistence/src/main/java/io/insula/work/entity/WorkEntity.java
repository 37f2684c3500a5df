package io.insula.work.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * One piece of work. It is queued, taken by a node under a lease, and removed when it is done; a worker that falls silent
 * loses it to another one under a higher lease. What fails for good stays as dead, what nobody wants any more as
 * cancelled, until both are swept away.
 */
@Entity
@Table(name = "work", schema = "insula")
public class WorkEntity extends UserOwned {

    private static final String QUEUED = "queued";
    private static final String RUNNING = "running";
    private static final String DEAD = "dead";
    private static final String CANCELLED = "cancelled";

    @Id
    @Column(name = "work_id")
    private String id;

    @Column(updatable = false)
    private String kind;

    private String state;

    private int attempts;

    private long lease;

    private Instant due;

    @Column(name = "last_error")
    private String lastError;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "finished_at")
    private Instant finishedAt;

    protected WorkEntity() {}

    public WorkEntity(String id, String kind, Instant due, Instant now) {
        this.id = id;
        this.kind = kind;
        this.state = QUEUED;
        this.due = due;
        this.createdAt = now;
    }

    /** Whether the work is still in the hands of whoever took it under that lease. */
    public boolean isHeldUnder(long number) {
        return RUNNING.equals(state) && lease == number;
    }

    /** Whether anything may still be done. */
    public boolean isOpen() {
        return QUEUED.equals(state) || RUNNING.equals(state);
    }

    /** Puts the work back for a later attempt. */
    public void retryAt(Instant when, String error) {
        state = QUEUED;
        due = when;
        lastError = error;
    }

    /** Ends the work without success. */
    public void die(Instant now, String error) {
        end(DEAD, now, error);
    }

    /** Ends the work because nobody wants it, or may want it, any more; whoever has it in hand loses it. */
    public void cancel(Instant now, String reason) {
        lease++;
        end(CANCELLED, now, reason);
    }

    private void end(String how, Instant now, String error) {
        state = how;
        finishedAt = now;
        lastError = error;
    }

    public String id() {
        return id;
    }

    public String kind() {
        return kind;
    }

    public String state() {
        return state;
    }

    /** When somebody may take the work: in the future while it rests, or while somebody has it. */
    public Instant due() {
        return due;
    }

    public int attempts() {
        return attempts;
    }
}
