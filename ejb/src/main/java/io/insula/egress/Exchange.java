package io.insula.egress;

import io.insula.egress.EgressException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * One call under way. Somebody else looks at it now and then and breaks it off when its time is over or nobody waits for
 * it any more; whoever reads then fails with the reason.
 */
final class Exchange {

    private final Cancellable call;
    private final BooleanSupplier gone;
    private final long deadline;
    private final long mostBytes;
    private volatile Reason broken;
    private boolean ended;

    /**
     * A call that begins now.
     *
     * @param gone asked from another thread, again and again
     */
    Exchange(Cancellable call, EgressLimits limits, BooleanSupplier gone) {
        this.call = call;
        this.gone = gone;
        this.deadline = System.nanoTime() + limits.total().toNanos();
        this.mostBytes = limits.mostBytes();
    }

    /** Looks whether it may go on. */
    void look() {
        if (System.nanoTime() - deadline > 0) {
            breakOff(Reason.TIMEOUT);
        } else if (hasGone()) {
            breakOff(Reason.CANCELLED);
        }
    }

    /** Who cannot be asked is not there; and one caller's fault must not blind the watch over all others. */
    private boolean hasGone() {
        try {
            return gone.getAsBoolean();
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** Closes the connection under whoever uses it. */
    void breakOff(Reason why) {
        if (broken == null) {
            broken = why;
        }
        call.cancel();
    }

    /** Why it was broken off, or null. */
    Reason broken() {
        return broken;
    }

    /** Whether the body was read to its end, so that the connection can serve the next call. */
    boolean ended() {
        return ended;
    }

    /** The body, with an eye on the limits. It is never closed: closing would read what nobody wants to its end. */
    InputStream watched(InputStream body) {
        return new FilterInputStream(body) {
            private long read;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int count = super.read(into, from, length);
                look();
                if (broken != null) {
                    throw new IOException("broken off");
                }
                ended = count < 0;
                read += Math.max(0, count);
                if (read > mostBytes) {
                    breakOff(Reason.TOO_LARGE);
                    throw new IOException("too large");
                }
                return count;
            }

            @Override
            public void close() {
                // Whoever opened the exchange ends it.
            }
        };
    }
}
