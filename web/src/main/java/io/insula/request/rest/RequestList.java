package io.insula.request.rest;

import io.insula.kernel.Page;
import java.util.List;

/** A slice of a user's requests. */
public record RequestList(List<RequestAnswer> requests, int count, String nextCursor, boolean hasMore) {

    static RequestList of(Page<RequestAnswer> page) {
        return new RequestList(page.items(), page.items().size(), page.nextCursor(), page.nextCursor() != null);
    }
}
