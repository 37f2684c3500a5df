package io.insula.client;

import java.time.Instant;
import java.util.Map;

/** A memory that a search found; the higher the {@code score}, up to 1, the better it answers. */
public record MemoryHit(
        String id,
        String content,
        String type,
        String detail,
        double score,
        Map<String, Object> metadata,
        Instant createdAt,
        String collection,
        Scores scores,
        Ranks ranks) {

    public MemoryHit {
        metadata = Json.copy(metadata);
    }

    /** What is remembered, whichever shape it has. */
    public String text() {
        return content == null ? detail : content;
    }

    /**
     * What the score comes from.
     *
     * @param semantic the cosine of the two meanings
     * @param keyword how well the words meet, by BM25; open upwards
     * @param fused both together by their ranks
     * @param recency 1 for now, halved with each half-life; 0 unless asked for
     */
    public record Scores(double semantic, double keyword, double fused, double recency) {}

    /** The places in the lists that were fused, from 1; null where a list lacks the memory. */
    public record Ranks(Integer semantic, Integer keyword) {}
}
