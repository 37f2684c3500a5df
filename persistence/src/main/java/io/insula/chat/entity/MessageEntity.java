package io.insula.chat.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One thing that was said in a session, by the user or by the assistant. It is never changed. */
@Entity
@Table(name = "message", schema = "insula")
public class MessageEntity extends UserOwned {

    @Id
    @Column(name = "message_id")
    private String id;

    @Column(name = "session_id", updatable = false)
    private String sessionId;

    @Column(updatable = false)
    private String role;

    @Column(updatable = false)
    private String content;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected MessageEntity() {}

    public MessageEntity(String id, String sessionId, String role, String content, Instant createdAt) {
        this.id = id;
        this.sessionId = sessionId;
        this.role = role;
        this.content = content;
        this.createdAt = createdAt;
    }

    /** Whether this was said in that session. */
    public boolean isIn(String session) {
        return sessionId.equals(session);
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
}
