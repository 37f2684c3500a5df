package io.insula.memory;

import io.insula.search.Likeness;
import java.util.List;

/**
 * The memories nearest to a meaning.
 *
 * @param hits best first
 * @param likeness of any two of them
 */
public record Nearest(List<MemoryHit> hits, Likeness likeness) {

    static final Nearest NONE = new Nearest(List.of(), Likeness.NONE);

    public Nearest {
        hits = List.copyOf(hits);
    }
}
