package io.insula.search;

/** How near two candidates are to each other in meaning; the room that holds their vectors knows it. */
@FunctionalInterface
public interface Likeness {

    /** The cosine of two candidates' vectors, -1 to 1; 0 where they cannot be compared. */
    double between(Candidate left, Candidate right);
}
