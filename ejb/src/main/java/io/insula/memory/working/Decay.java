package io.insula.memory.working;

import java.time.Duration;
import java.time.Instant;

/**
 * How strong a statement in working memory still is: {@code (1 + log2(1 + uses)) * 0.5^(age / half-life)}, the age being
 * the time since its last use or, unused, since it was said. New, it has strength 1; each use makes it young again and
 * adds to it, ever less.
 *
 * @param halfLife after which time without use it is half as strong
 */
record Decay(Duration halfLife) {

    /** What is weaker has faded: it is recalled no more, and removed. */
    static final double FAINT = 0.05;

    double strength(int uses, Instant usedAt, Instant now) {
        // Clocks of two nodes differ: what was used "later" is as young as can be.
        double age = Math.max(0, Duration.between(usedAt, now).toMillis());
        double learned = 1 + Math.log(1 + (double) uses) / Math.log(2);
        return learned * Math.pow(0.5, age / halfLife.toMillis());
    }

    boolean isFaint(int uses, Instant usedAt, Instant now) {
        return strength(uses, usedAt, now) < FAINT;
    }
}
