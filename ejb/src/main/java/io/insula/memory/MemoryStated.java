package io.insula.memory;

/** News that a caller added a memory or gave one other words, told in the transaction that does so. */
public record MemoryStated(String id) {}
