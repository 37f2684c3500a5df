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

    @Column(name = "turn_id", updatable = false)
    private String turnId;

    @Column(updatable = false)
    private String responder;

    @Column(name = "prompt_tokens", updatable = false)
    private Integer promptTokens;

    @Column(name = "completion_tokens", updatable = false)
    private Integer completionTokens;

    @Column(name = "total_tokens", updatable = false)
    private Integer totalTokens;

    @Column(name = "tokens_estimated", updatable = false)
    private Boolean tokensEstimated;

    protected MessageEntity() {}

    public MessageEntity(String id, String sessionId, String role, String content, Instant createdAt) {
        this.id = id;
        this.sessionId = sessionId;
        this.role = role;
        this.content = content;
        this.createdAt = createdAt;
    }

    /** Says in which turn it was said; null for a turn that is attempted once. */
    public MessageEntity inTurn(String turn) {
        this.turnId = turn;
        return this;
    }

    /** Says who answered so. */
    public MessageEntity by(String answering) {
        this.responder = answering;
        return this;
    }

    /** Says what the answer took; {@code estimated} if only the server says so. */
    public MessageEntity took(int prompt, int completion, int total, boolean estimated) {
        this.promptTokens = prompt;
        this.completionTokens = completion;
        this.totalTokens = total;
        this.tokensEstimated = estimated;
        return this;
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

    public String sessionId() {
        return sessionId;
    }

    public String responder() {
        return responder;
    }

    /** Whether it is known what the answer took; the three figures are there only then. */
    public boolean isCounted() {
        return totalTokens != null;
    }

    public int promptTokens() {
        return promptTokens;
    }

    public int completionTokens() {
        return completionTokens;
    }

    public int totalTokens() {
        return totalTokens;
    }

    public boolean tokensEstimated() {
        return tokensEstimated;
    }
}
