package io.insula.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Something that the platform keeps for one user. It comes back in the shape in which it was sent: with
 * {@code content}, or with {@code type} and {@code detail}; the other shape's components are then null.
 *
 * @param expiresAt when it leaves, or null if it stays
 * @param version 1 at first, and one more with each change
 * @param sourceCount how often it was said, in these or almost these words
 * @param sources where, if it was more than once; told by {@code getMemory} alone
 */
public record Memory(
        String id,
        String content,
        String type,
        String detail,
        Map<String, Object> metadata,
        Instant createdAt,
        String collection,
        Instant expiresAt,
        int version,
        int sourceCount,
        List<Source> sources) {

    public Memory {
        metadata = Json.copy(metadata);
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /** What is remembered, whichever shape it has. */
    public String text() {
        return content == null ? detail : content;
    }

    /**
     * Where a memory was said.
     *
     * @param kind {@code explicit} or {@code episodic}
     * @param sessionId null unless it was said in a session
     */
    public record Source(String kind, String sessionId, String wording, Instant saidAt) {}
}
