package io.insula.memory;

import io.insula.search.Scores;

/**
 * A memory that a search found, and why.
 *
 * @param memory the memory, read again under the caller's own rights
 * @param score what the hits are ordered by, at most 1: fused in a hybrid search, the cosine in one by meaning, in one by
 *     words {@code s / (1 + s)} of the score by BM25; with recency mixed in where it was asked for
 * @param scores what the score comes from
 * @param byMeaning its place in the list by meaning, from 1; null where that list does not hold it
 * @param byWords its place in the list by words, likewise
 */
public record MemoryHit(Memory memory, double score, Scores scores, Integer byMeaning, Integer byWords) {}
