package io.insula.search;

/**
 * A candidate in its place.
 *
 * @param rank from 1
 */
public record RankedCandidate(Candidate candidate, Scores scores, int rank) {}
