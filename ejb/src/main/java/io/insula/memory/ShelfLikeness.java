package io.insula.memory;

import io.insula.search.Candidate;
import io.insula.search.Likeness;
import io.insula.search.Verdict;
import java.util.Map;

/**
 * How memories on a shelf stand to each other.
 *
 * @param places theirs on the shelf, by id; what has none is like nothing
 * @param living the memories themselves, as they were read
 */
record ShelfLikeness(Shelf shelf, Map<String, Integer> places, Map<String, Memory> living) implements Likeness {

    @Override
    public double between(Candidate left, Candidate right) {
        Integer one = places.get(left.id());
        Integer other = places.get(right.id());
        return one == null || other == null ? 0 : shelf.between(one, other);
    }

    @Override
    public Verdict verdict(Candidate newer, Candidate older) {
        Memory later = living.get(newer.id());
        Memory earlier = living.get(older.id());
        return later == null || earlier == null
                ? Verdict.OPEN
                : later.verdicts().of(earlier);
    }
}
