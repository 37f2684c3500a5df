package io.insula.request.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Something that happened to a request. The database numbers a user's events in the order in which they can be seen. */
@Entity
@Table(name = "request_event", schema = "insula")
public class RequestEventEntity extends UserOwned {

    @Id
    @Column(name = "event_id")
    private String id;

    @Column(insertable = false, updatable = false)
    private long number;

    @Column(name = "request_id", updatable = false)
    private String requestId;

    @Column(name = "session_id", updatable = false)
    private String sessionId;

    @Column(updatable = false)
    private String type;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected RequestEventEntity() {}

    public RequestEventEntity(String id, String requestId, String sessionId, String type, Instant createdAt) {
        this.id = id;
        this.requestId = requestId;
        this.sessionId = sessionId;
        this.type = type;
        this.createdAt = createdAt;
    }

    public String id() {
        return id;
    }

    public long number() {
        return number;
    }

    public String requestId() {
        return requestId;
    }

    public String sessionId() {
        return sessionId;
    }

    public String type() {
        return type;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
