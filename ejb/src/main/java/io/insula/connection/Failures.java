package io.insula.connection;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.time.Duration;

/** What callers are told. No message holds what a server or a caller wrote, only the server's name and what to do. */
final class Failures {

    static final Duration SOON = Duration.ofSeconds(5);

    private Failures() {}

    static PlatformException doesNotStart(String server, String why) {
        return PlatformException.unavailable("The tool server " + server + " does not start: " + why, SOON);
    }

    static PlatformException ended(String server) {
        return PlatformException.unavailable("The tool server " + server + " has ended before it answered", SOON);
    }

    static PlatformException tooSlow(String server) {
        return PlatformException.unavailable("The tool server " + server + " took too long to answer", SOON);
    }

    static PlatformException unreachable(String server, String why) {
        return PlatformException.unavailable("The tool server " + server + " " + why, SOON);
    }

    /** Its answer is of no use, and trying again mends nothing. */
    static PlatformException unusable(String server, String why) {
        return new PlatformException(ErrorCode.PROVIDER_ERROR, "The tool server " + server + " " + why);
    }

    static PlatformException crowded(String what) {
        return PlatformException.rateLimited(what + "; try again later", SOON);
    }

    static PlatformException interrupted(String server) {
        Thread.currentThread().interrupt();
        return PlatformException.unavailable("Nobody waits for the tool server " + server + " any more", SOON);
    }
}
