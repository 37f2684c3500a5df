package io.insula.client;

/**
 * A collection of a user's memories.
 *
 * @param count how many memories lie in it
 * @param expiresAfterSeconds how long a memory stays that is laid into it from now on; null for good
 */
public record MemoryCollection(String name, long count, Long expiresAfterSeconds) {}
