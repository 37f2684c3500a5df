package io.insula.egress;

import java.time.Duration;

/**
 * How much one call may take.
 *
 * @param read the longest silence of the other side
 * @param total from the first step to the end of the answer
 * @param mostBytes of the answer's body
 */
public record EgressLimits(Duration read, Duration total, long mostBytes) {

    public EgressLimits {
        if (read.isNegative() || read.isZero() || total.isNegative() || mostBytes < 1) {
            throw new IllegalArgumentException("Limits are positive");
        }
    }
}
