package io.insula.memory.rest;

import io.insula.kernel.Page;
import java.util.List;

/** A slice of a user's memories. */
public record MemoryList(List<MemoryAnswer> memories, int count, String nextCursor, boolean hasMore) {

    public static MemoryList of(Page<MemoryAnswer> page) {
        return new MemoryList(page.items(), page.items().size(), page.nextCursor(), page.nextCursor() != null);
    }
}
