package io.insula.work.entity;

import io.insula.tenant.entity.UserOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What is to be done, and who asked for it: read by the user's own transactions alone, and never changed. */
@Entity
@Table(name = "work_payload", schema = "insula")
public class WorkPayloadEntity extends UserOwned {

    @Id
    @Column(name = "work_id")
    private String workId;

    @Column(updatable = false)
    private String payload;

    @Embedded
    private WorkAsker asker;

    protected WorkPayloadEntity() {}

    public WorkPayloadEntity(String workId, String payload, WorkAsker asker) {
        this.workId = workId;
        this.payload = payload;
        this.asker = asker;
    }

    public String payload() {
        return payload;
    }

    public WorkAsker asker() {
        return asker;
    }
}
