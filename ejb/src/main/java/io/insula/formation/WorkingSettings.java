package io.insula.formation;

/**
 * How much of what a user stated lately is kept in mind.
 *
 * @param mostBytes of one user, words and vectors together
 */
public record WorkingSettings(long mostBytes) {

    static final long AUTOMATIC_MEGABYTES = 8;

    static WorkingSettings ofMegabytes(String written) {
        long megabytes = "auto".equals(written) ? AUTOMATIC_MEGABYTES : Long.parseLong(written);
        return new WorkingSettings(megabytes << 20);
    }
}
