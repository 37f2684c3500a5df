package io.insula.access.entity;

import java.io.Serializable;
import java.util.Objects;

/** What names a membership among those of its tenant. */
public class GroupMemberKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private String group;
    private String userId;

    protected GroupMemberKey() {}

    public GroupMemberKey(String group, String userId) {
        this.group = group;
        this.userId = userId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupMemberKey that && group.equals(that.group) && userId.equals(that.userId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(group, userId);
    }
}
