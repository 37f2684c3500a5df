package io.insula.memory.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * The index of a user's working memory on a server outside, for one model. It begins empty, is filled in the order in which
 * things were said, and is never mended: when it has become doubtful or holds too much that is gone, it leaves, and
 * another one begins under another name.
 */
@Entity
@Table(name = "working_index", schema = "insula")
public class WorkingIndexEntity extends UserOwned {

    @Id
    @Column(name = "index_id")
    private String id;

    @Column(updatable = false)
    private String model;

    @Column(name = "up_to")
    private long upTo;

    private int held;

    @Column(name = "filled_until")
    private Instant filledUntil;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected WorkingIndexEntity() {}

    /** An index that nothing has been added to. */
    public WorkingIndexEntity(String id, String model, Instant createdAt) {
        this.id = id;
        this.model = model;
        this.filledUntil = createdAt;
        this.createdAt = createdAt;
    }

    /** Its name on the server. */
    public String id() {
        return id;
    }

    /** Everything up to this revision is in it, dead or alive. */
    public long upTo() {
        return upTo;
    }

    /** How many were added. */
    public int held() {
        return held;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Whether somebody is filling it, or was and fell silent not long ago. */
    public boolean isBeingFilled(Instant now) {
        return filledUntil.isAfter(now);
    }

    /** Lets nobody else fill it until then. */
    public void fillUntil(Instant end) {
        filledUntil = end;
    }

    /** Notes what has been added. */
    public void filled(long upToRevision, int added) {
        upTo = upToRevision;
        held += added;
    }
}
