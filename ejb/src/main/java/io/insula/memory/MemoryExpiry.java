package io.insula.memory;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.work.WorkHandler;
import io.insula.work.WorkItem;
import io.insula.work.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/**
 * Sees to it that what has expired is removed, by one item of work per user: due when the next memory expires, and at the
 * latest after {@code LONGEST_WAIT}. Nothing depends on it: what has expired is not read any more.
 */
@ApplicationScoped
public class MemoryExpiry implements WorkHandler {

    static final String KIND = "memory.expiry";
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    @Inject
    WorkQueue queue;

    @Inject
    MemoryRows rows;

    @Inject
    MemoryTransactions transactions;

    /** Puts the removal on the queue unless it is there already. Under the hold, so that it is there once. */
    void schedule(Instant at) {
        if (queue.isOpen(KIND)) {
            return;
        }
        Instant latest = rows.now().plus(LONGEST_WAIT);
        try {
            queue.add(KIND, "{}", at.isBefore(latest) ? at : latest);
        } catch (PlatformException crowded) {
            if (crowded.code() != ErrorCode.RATE_LIMITED) {
                throw crowded;
            }
            // The queue is full of the user's other work; the next memory that expires tries again.
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void handle(WorkItem item) {
        transactions.expire(item);
    }
}
