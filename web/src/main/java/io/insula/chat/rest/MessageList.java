package io.insula.chat.rest;

import io.insula.chat.Message;
import io.insula.kernel.Page;
import java.util.List;

/**
 * A slice of a session's history, newest last.
 *
 * @param nextCursor to be sent as {@code before} for what was said earlier
 */
public record MessageList(String sessionId, List<Message> messages, int count, String nextCursor, boolean hasMore) {

    static MessageList of(String sessionId, Page<Message> page) {
        return new MessageList(
                sessionId, page.items(), page.items().size(), page.nextCursor(), page.nextCursor() != null);
    }
}
