package io.insula.access.rest;

import io.insula.access.key.ApiKey;
import io.insula.kernel.Page;
import java.util.List;

/** A slice of the keys that the caller may manage. */
public record KeyList(List<ApiKey> keys, int count, String nextCursor, boolean hasMore) {

    static KeyList of(Page<ApiKey> page) {
        return new KeyList(page.items(), page.items().size(), page.nextCursor(), page.nextCursor() != null);
    }
}
