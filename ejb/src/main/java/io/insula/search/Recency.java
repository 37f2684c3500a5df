package io.insula.search;

import java.time.Duration;
import java.time.Instant;

/**
 * How much it counts that something was said of late.
 *
 * @param now as of when
 * @param halfLife after which half of it is gone; more than nothing
 * @param weight its share of the score, 0 (not at all) to 1 (alone)
 */
public record Recency(Instant now, Duration halfLife, double weight) {

    private static final Recency NONE = new Recency(Instant.EPOCH, Duration.ofDays(1), 0);

    public Recency {
        if (halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException("A half-life is more than nothing");
        }
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("The weight of recency is between 0 and 1, not " + weight);
        }
    }

    /** It does not count at all. */
    public static Recency none() {
        return NONE;
    }

    /** 1 for now and what lies ahead, less the longer ago, 0 for a time not known and unless recency counts. */
    double of(Instant created) {
        if (weight == 0 || created == null) {
            return 0;
        }
        double age = Math.max(0, seconds(Duration.between(created, now)));
        return Math.exp(-Math.log(2) * age / seconds(halfLife));
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}
