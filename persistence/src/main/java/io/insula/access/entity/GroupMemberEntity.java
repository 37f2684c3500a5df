package io.insula.access.entity;

import io.insula.tenant.entity.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** That a user is in a group of his tenant. */
@Entity
@IdClass(GroupMemberKey.class)
@Table(name = "group_member", schema = "insula")
public class GroupMemberEntity extends TenantOwned {

    @Id
    @Column(name = "group_name", updatable = false)
    private String group;

    @Id
    @Column(name = "user_id", updatable = false)
    private String userId;

    @Column(name = "added_at", updatable = false)
    private Instant addedAt;

    protected GroupMemberEntity() {}

    public GroupMemberEntity(String group, String userId, Instant addedAt) {
        this.group = group;
        this.userId = userId;
        this.addedAt = addedAt;
    }

    public String group() {
        return group;
    }

    public String userId() {
        return userId;
    }

    public Instant addedAt() {
        return addedAt;
    }
}
