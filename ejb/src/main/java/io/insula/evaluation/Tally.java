package io.insula.evaluation;

/** How many of how many. */
final class Tally {

    private int all;
    private int counted;

    void add(boolean counts) {
        all++;
        counted += counts ? 1 : 0;
    }

    int all() {
        return all;
    }

    int counted() {
        return counted;
    }

    double share() {
        return all == 0 ? 0 : (double) counted / all;
    }
}
