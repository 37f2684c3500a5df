package io.insula.access;

import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/**
 * Counts wrong keys by the minute, and lets whoever sent too many wait. Keys that the node knows pass all the same: who
 * is served already shall not be shut out by somebody who guesses.
 */
@ApplicationScoped
class KeyAttempts {

    private AttemptWindows byAddress;
    private AttemptWindows byFormation;

    /** What the container's proxy is made with. */
    KeyAttempts() {}

    @Inject
    KeyAttempts(KeyConfiguration configuration, Clock clock) {
        byAddress = new AttemptWindows(configuration.attemptsPerAddress(), clock);
        byFormation = new AttemptWindows(configuration.attemptsPerFormation(), clock);
    }

    /**
     * Lets a key that is not known yet be looked at.
     *
     * @throws PlatformException RATE_LIMITED after too many wrong ones
     */
    void admit(Knock knock) {
        byAddress
                .waitOf(knock.address())
                .or(() -> byFormation.waitOf(knock.formation()))
                .ifPresent(KeyAttempts::refuse);
    }

    /** Counts a wrong one. */
    void failed(Knock knock) {
        byAddress.failed(knock.address());
        byFormation.failed(knock.formation());
    }

    private static void refuse(Duration wait) {
        throw PlatformException.rateLimited("Too many wrong keys were sent; try again later", wait);
    }
}
