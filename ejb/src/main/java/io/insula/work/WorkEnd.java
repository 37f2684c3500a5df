package io.insula.work;

/** How work ends that was not done. */
public enum WorkEnd {
    /** It failed in a way that no further attempt mends, or too often. */
    FAILED,
    /** Whoever asked for it may not act any more. */
    REVOKED
}
