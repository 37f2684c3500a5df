package io.insula.chat.rest;

import io.insula.kernel.Page;
import java.util.List;

/** A slice of a user's sessions. */
public record SessionList(List<SessionAnswer> sessions, int count, String nextCursor, boolean hasMore) {

    static SessionList of(Page<SessionAnswer> page) {
        return new SessionList(page.items(), page.items().size(), page.nextCursor(), page.nextCursor() != null);
    }
}
