package io.insula.memory.rest;

import io.insula.memory.MemoryCollection;
import java.util.List;

/** A slice of a user's collections, by name. */
public record CollectionList(List<CollectionAnswer> collections, int count, boolean hasMore) {

    static CollectionList of(List<MemoryCollection> all, int offset, int limit) {
        List<CollectionAnswer> slice =
                all.stream().skip(offset).limit(limit).map(CollectionAnswer::of).toList();
        return new CollectionList(slice, slice.size(), all.size() > offset + limit);
    }
}
