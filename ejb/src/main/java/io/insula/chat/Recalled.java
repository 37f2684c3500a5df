package io.insula.chat;

import io.insula.search.Candidate;
import io.insula.search.Likeness;
import java.util.List;

/**
 * What came back to mind for a turn, not yet in order.
 *
 * @param likeness of the memories among the candidates
 */
public record Recalled(List<Candidate> candidates, Likeness likeness) {

    /** Nothing was looked for. */
    static final Recalled NOTHING = new Recalled(List.of(), Likeness.NONE);

    public Recalled {
        candidates = List.copyOf(candidates);
    }
}
