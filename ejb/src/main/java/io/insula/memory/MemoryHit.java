package io.insula.memory;

/**
 * A memory that a search found.
 *
 * @param memory the memory, read again under the caller's own rights
 * @param score how near its meaning is to the query: the cosine, at most 1
 */
public record MemoryHit(Memory memory, double score) {}
