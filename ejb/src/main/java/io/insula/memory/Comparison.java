package io.insula.memory;

import io.insula.search.Verdict;

/**
 * A statement and one that was made before it, about what seems to be one thing.
 *
 * @param verdict {@link Verdict#OPEN} until it is decided
 */
public record Comparison(Memory newer, Memory older, Verdict verdict) {

    /** The same two, decided. */
    public Comparison decided(Verdict decision) {
        return new Comparison(newer, older, decision);
    }
}
