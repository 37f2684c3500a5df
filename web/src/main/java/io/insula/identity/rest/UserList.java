package io.insula.identity.rest;

import io.insula.kernel.Page;
import java.util.List;

/** A slice of a tenant's users. */
public record UserList(List<UserAnswer> users, int count, String nextCursor, boolean hasMore) {

    public UserList {
        users = List.copyOf(users);
    }

    static UserList of(Page<UserAnswer> page) {
        return new UserList(page.items(), page.items().size(), page.nextCursor(), page.nextCursor() != null);
    }
}
