package io.insula.search;

/**
 * Why a hit stands where it stands.
 *
 * @param semantic how near it is in meaning: the cosine, -1 to 1
 * @param keyword how well it meets the question's words: 0 for not at all, open upwards
 * @param fused both together by their ranks, and recency where it was asked for: 0 to 1
 * @param recency 1 for what is said now, halved with each half-life; 0 unless asked for
 */
public record Scores(double semantic, double keyword, double fused, double recency) {}
