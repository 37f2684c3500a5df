package io.insula.chat.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/**
 * A conversation of one user. It lives while it is used: each turn moves its end away by the formation's time-out; once
 * that has passed it can be read as expired by its owner and by nobody else.
 */
@Entity
@Table(name = "chat_session", schema = "insula")
public class ChatSessionEntity extends UserOwned {

    /** Activity is noted this seldom, so that a busy session does not write its row at each turn. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    @Id
    @Column(name = "session_id")
    private String id;

    /** By what the user came who began it, as a hash; null where that was no identifier. */
    @Column(updatable = false)
    private String channel;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "last_active_at")
    private Instant lastActiveAt;

    protected ChatSessionEntity() {}

    public ChatSessionEntity(String id, String channel, Instant now) {
        this.id = id;
        this.channel = channel;
        this.createdAt = now;
        this.lastActiveAt = now;
    }

    /** Whether the session is there for whoever comes by this channel; null comes as the user as a whole. */
    public boolean isOpenTo(String other) {
        return channel == null || other == null || channel.equals(other);
    }

    /** Whether the session has been idle for longer than {@code timeout}. */
    public boolean expiredAt(Instant now, Duration timeout) {
        return lastActiveAt.plus(timeout).isBefore(now);
    }

    /** Whether activity at {@code now} is worth a write; short time-outs are noted more often than once a minute. */
    public boolean activityIsDue(Instant now, Duration timeout) {
        Duration every = timeout.dividedBy(4).compareTo(NOTED_EVERY) < 0 ? timeout.dividedBy(4) : NOTED_EVERY;
        return !lastActiveAt.plus(every).isAfter(now);
    }

    /** Notes that the session was used. */
    public void active(Instant now) {
        if (now.isAfter(lastActiveAt)) {
            lastActiveAt = now;
        }
    }

    public String id() {
        return id;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant lastActiveAt() {
        return lastActiveAt;
    }
}
