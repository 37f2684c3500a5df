package io.insula.egress;

/**
 * A call that did not come to its end. The message names the host at most, never what was sent or answered; whether an
 * outsider may read it is for the room that called to decide.
 */
public class EgressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The address is malformed, or the policy forbids it; nothing was sent. */
        REFUSED,
        /** No connection came about: unknown host, nobody listening, no trust in its certificate, no free place. */
        UNREACHABLE,
        /** It took longer than the limits allow. */
        TIMEOUT,
        /** The connection broke before the answer was complete, or what came is not HTTP. */
        CUT,
        /** The answer is larger than the limits allow. */
        TOO_LARGE,
        /** Nobody waits for the answer any more. */
        CANCELLED
    }

    private final Reason reason;

    public EgressException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public EgressException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    static EgressException refused(String message) {
        return new EgressException(Reason.REFUSED, message);
    }
}
