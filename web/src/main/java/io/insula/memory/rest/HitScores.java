package io.insula.memory.rest;

import io.insula.memory.MemoryHit;

/**
 * What a hit's score comes from.
 *
 * @param semantic the cosine of its meaning and the query's, -1 to 1
 * @param keyword how well it meets the query's words, by BM25; open upwards
 * @param fused both together by their ranks, 0 to 1
 * @param recency 1 for now, halved with each half-life; 0 unless asked for
 */
public record HitScores(double semantic, double keyword, double fused, double recency) {

    static HitScores of(MemoryHit hit) {
        return new HitScores(
                hit.scores().semantic(),
                hit.scores().keyword(),
                hit.scores().fused(),
                hit.scores().recency());
    }
}
