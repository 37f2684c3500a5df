package io.insula.work;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a failed attempt means for the work.
 *
 * @param retryAfter when to try again; null where trying again mends nothing
 */
record Verdict(ErrorCode code, boolean revoked, Duration retryAfter) {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int DEEPEST = 20;

    static Verdict of(Throwable failure, int attempt) {
        PlatformException known = known(failure);
        ErrorCode code = known == null ? ErrorCode.INTERNAL_ERROR : known.code();
        return switch (code) {
            case UNAUTHORIZED, FORBIDDEN -> new Verdict(code, true, null);
            case RATE_LIMITED, SERVICE_UNAVAILABLE, INTERNAL_ERROR -> new Verdict(code, false, pause(known, attempt));
            default -> new Verdict(code, false, null);
        };
    }

    /** Doubles with each attempt, is never shorter than asked for, and spreads a little. */
    private static Duration pause(PlatformException known, int attempt) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(attempt - 1, 12));
        Duration asked = known == null ? Duration.ZERO : known.retryAfter().orElse(Duration.ZERO);
        Duration pause = doubled.compareTo(asked) < 0 ? asked : doubled;
        Duration bounded = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        return bounded.plusMillis(ThreadLocalRandom.current().nextLong(bounded.toMillis() / 4 + 1));
    }

    private static PlatformException known(Throwable failure) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (each instanceof PlatformException known) {
                return known;
            }
            each = each.getCause();
        }
        return null;
    }
}
