package io.insula.request.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A request that is answered later. It waits, runs, and ends once: completed with a result, failed with a code, or
 * cancelled. An end is never taken back.
 */
@Entity
@Table(name = "request", schema = "insula")
public class RequestEntity extends UserOwned {

    private static final String QUEUED = "queued";
    private static final String RUNNING = "running";
    private static final String COMPLETED = "completed";
    private static final String FAILED = "failed";
    private static final String CANCELLED = "cancelled";

    @Id
    @Column(name = "request_id")
    private String id;

    @Column(updatable = false)
    private String name;

    @Column(name = "session_id")
    private String sessionId;

    private String status;

    @Column(name = "work_id")
    private String workId;

    private String result;

    @Column(name = "error_code")
    private String errorCode;

    private String webhook;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "finished_at")
    private Instant finishedAt;

    protected RequestEntity() {}

    /** A request that waits; {@code name} is what its client calls it, or null. */
    public RequestEntity(String id, String name, String sessionId, Instant now) {
        this.id = id;
        this.name = name;
        this.sessionId = sessionId;
        this.status = QUEUED;
        this.createdAt = now;
    }

    /** Notes the work that will answer it. */
    public void answeredBy(String work) {
        workId = work;
    }

    /** Notes that somebody has begun to answer; returns whether that is news. */
    public boolean start(Instant now) {
        if (!QUEUED.equals(status)) {
            return false;
        }
        status = RUNNING;
        startedAt = now;
        return true;
    }

    public boolean isOver() {
        return !QUEUED.equals(status) && !RUNNING.equals(status);
    }

    public void complete(String session, String answer, Instant now) {
        sessionId = session;
        result = answer;
        end(COMPLETED, now);
    }

    public void fail(String code, Instant now) {
        errorCode = code;
        end(FAILED, now);
    }

    /** Ends it because nobody wants an answer, or may have one, any more; {@code code} says why. */
    public void cancel(String code, Instant now) {
        errorCode = code;
        end(CANCELLED, now);
    }

    private void end(String how, Instant now) {
        if (isOver()) {
            throw new IllegalStateException("The request has ended before");
        }
        status = how;
        finishedAt = now;
    }

    /** Notes how far the message to the webhook got. */
    public void webhook(String state) {
        webhook = state;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String sessionId() {
        return sessionId;
    }

    public String status() {
        return status;
    }

    public String workId() {
        return workId;
    }

    public String result() {
        return result;
    }

    public String errorCode() {
        return errorCode;
    }

    public String webhook() {
        return webhook;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Instant finishedAt() {
        return finishedAt;
    }
}
