package io.insula.connection;

import io.insula.egress.EgressAnswer;
import io.insula.egress.EgressException;
import io.insula.kernel.PlatformException;

/** What the status of a server over HTTP, or the lack of one, means. */
final class RemoteStatus {

    private RemoteStatus() {}

    /** Throws unless the server has taken the message. */
    static void check(String server, EgressAnswer head) {
        if (head.succeeded()) {
            return;
        }
        throw switch (head.status()) {
            case 401, 403 -> Failures.unusable(server, "does not accept the credentials that it was sent");
            case 404 -> Failures.unusable(server, "is not found at its address");
            case 408, 429, 500, 502, 503, 504 -> Failures.unreachable(server, "is not available");
            default -> Failures.unusable(server, "refused the call with status " + head.status());
        };
    }

    /** What a call that did not come to its end means. */
    static PlatformException of(String server, EgressException failure) {
        return switch (failure.reason()) {
            case REFUSED -> Failures.unreachable(server, "has an address that this server may not call");
            case UNREACHABLE -> Failures.unreachable(server, "cannot be reached");
            case CUT -> Failures.unreachable(server, "broke off its answer");
            case TIMEOUT -> Failures.tooSlow(server);
            case TOO_LARGE -> Failures.unusable(server, "sent an answer that is too large");
            case CANCELLED -> Failures.ended(server);
        };
    }
}
