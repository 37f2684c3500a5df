package io.insula.memory;

import java.time.Duration;

/**
 * A collection of a user's memories. It is there as soon as a memory lies in it or something is settled about it.
 *
 * @param count how many living memories lie in it
 * @param expiresAfter how long a memory stays that is laid in from now on without an expiry of its own; null for good
 */
public record MemoryCollection(String name, long count, Duration expiresAfter) {}
