package io.insula.access.browser;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.insula.access.AttemptWindows;
import io.insula.access.KeyConfiguration;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts by the minute what opens no session, and lets an address wait that it came from too often: guessed sessions cost
 * a look-up each, and logins that were never begun a call to the provider. Whom the node has served passes all the same.
 */
@ApplicationScoped
class BrowserAttempts {

    private static final long MOST_SERVED = 100_000;

    private AttemptWindows windows;
    private BrowserSecrets secrets;
    private Cache<String, Boolean> served;

    /** What the container's proxy is made with. */
    BrowserAttempts() {}

    @Inject
    BrowserAttempts(KeyConfiguration keys, BrowserConfiguration console, BrowserSecrets secrets, Clock clock) {
        this.secrets = secrets;
        windows = new AttemptWindows(keys.attemptsPerAddress(), clock);
        served = Caffeine.newBuilder()
                .maximumSize(MOST_SERVED)
                .expireAfterAccess(console.idle())
                .build();
    }

    /**
     * What is found for a secret that a browser holds.
     *
     * @throws PlatformException RATE_LIMITED after too many that opened nothing
     */
    <T> Optional<T> find(String secret, String address, Supplier<Optional<T>> look) {
        String hash = HexFormat.of().formatHex(secrets.hash(secret));
        if (served.getIfPresent(hash) == null) {
            admit(address);
        }
        Optional<T> found = look.get();
        if (found.isPresent()) {
            served.put(hash, Boolean.TRUE);
        } else {
            served.invalidate(hash);
            windows.failed(address);
        }
        return found;
    }

    /**
     * What comes of a login that is to be finished.
     *
     * @throws PlatformException RATE_LIMITED after too many that were refused
     */
    <T> T login(String address, Supplier<T> attempt) {
        admit(address);
        try {
            return attempt.get();
        } catch (PlatformException refused) {
            if (refused.code() == ErrorCode.INVALID_REQUEST) {
                windows.failed(address);
            }
            throw refused;
        }
    }

    private void admit(String address) {
        windows.waitOf(address).ifPresent(BrowserAttempts::refuse);
    }

    private static void refuse(Duration wait) {
        throw PlatformException.rateLimited("Too many logins failed; try again later", wait);
    }
}
