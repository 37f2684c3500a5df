package io.insula.search;

/** What is known of two candidates beyond their words; the room that holds their vectors knows it. */
@FunctionalInterface
public interface Likeness {

    /** Of candidates that cannot be compared. */
    Likeness NONE = (left, right) -> 0;

    /** The cosine of two candidates' vectors, -1 to 1; 0 where they cannot be compared. */
    double between(Candidate left, Candidate right);

    /** What was decided of the two before. */
    default Verdict verdict(Candidate newer, Candidate older) {
        return Verdict.OPEN;
    }
}
