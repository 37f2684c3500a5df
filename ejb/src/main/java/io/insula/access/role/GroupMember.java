package io.insula.access.role;

import io.insula.access.entity.GroupMemberEntity;
import java.time.Instant;

/**
 * One who is in a group.
 *
 * @param userId {@code usr_…}
 */
public record GroupMember(String userId, Instant addedAt) {

    static GroupMember of(GroupMemberEntity entity) {
        return new GroupMember(entity.userId(), entity.addedAt());
    }
}
