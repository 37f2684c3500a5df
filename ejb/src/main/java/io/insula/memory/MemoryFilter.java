package io.insula.memory;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/**
 * Which of a user's memories are meant. It narrows exactly and before anything is cut off at a limit.
 *
 * @param collections in one of these; empty for any
 * @param sessionId said in this session; null for any
 * @param since kept at this instant or later; null for any
 * @param until kept before this instant; null for any
 * @param metadata fields that the memory's own metadata holds with equal values, plain ones only; null for any
 */
public record MemoryFilter(
        Set<String> collections, String sessionId, Instant since, Instant until, JsonObject metadata) {

    /** Means every memory. */
    public static final MemoryFilter NONE = new MemoryFilter(Set.of(), null, null, null, null);

    public MemoryFilter {
        collections = Set.copyOf(collections);
    }

    /** Whether the memory is meant, as far as a card tells: metadata stand on no card. */
    boolean admits(Card card) {
        return (collections.isEmpty() || collections.contains(card.collection()))
                && (sessionId == null || sessionId.equals(card.sessionId()))
                && (since == null || !card.createdAt().isBefore(since))
                && (until == null || card.createdAt().isBefore(until));
    }
}
