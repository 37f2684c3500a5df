package io.insula.memory;

/**
 * What is looked for among a user's memories.
 *
 * @param text what is asked, in the user's words
 * @param limit how many hits at most
 * @param minimum the least score of a hit; null for any
 */
public record MemoryQuery(String text, int limit, Double minimum, MemoryFilter filter) {}
