package io.insula.memory.rest;

import io.insula.memory.MemoryCollection;

/** A collection as clients see it; without an expiry its memories stay for good. */
public record CollectionAnswer(String name, long count, Long expiresAfterSeconds) {

    static CollectionAnswer of(MemoryCollection collection) {
        return new CollectionAnswer(
                collection.name(),
                collection.count(),
                collection.expiresAfter() == null
                        ? null
                        : collection.expiresAfter().toSeconds());
    }
}
