package io.insula.tenant;

import io.insula.kernel.PlatformException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The connections of one tenant on this node: those that it holds, and the callers that wait for one, in their order. */
final class ConnectionShare {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition freed = lock.newCondition();
    private int held;
    private int waiting;

    /**
     * Takes one connection of the share.
     *
     * @param most that the tenant may hold; it is asked each time, since a formation may change it
     * @param queue callers that may wait; further ones are refused at once
     * @throws PlatformException RATE_LIMITED if none came free in time
     */
    void take(int most, int queue, Duration patience) {
        lock.lock();
        try {
            if (held >= most && waiting >= queue) {
                throw exhausted();
            }
            waiting++;
            try {
                await(most, patience);
            } finally {
                waiting--;
            }
            held++;
        } finally {
            lock.unlock();
        }
    }

    private void await(int most, Duration patience) {
        long left = patience.toNanos();
        try {
            while (held >= most) {
                if (left <= 0) {
                    throw exhausted();
                }
                left = freed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // Whoever was woken for nothing wakes the next.
            freed.signal();
            Thread.currentThread().interrupt();
            throw exhausted();
        }
    }

    void giveBack() {
        lock.lock();
        try {
            held--;
            freed.signal();
        } finally {
            lock.unlock();
        }
    }

    int held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    private static PlatformException exhausted() {
        return PlatformException.rateLimited(
                "The tenant uses its whole share of connections to the database; try again shortly", RETRY_AFTER);
    }
}
