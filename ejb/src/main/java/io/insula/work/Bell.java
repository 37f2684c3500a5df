package io.insula.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the node's foreman when work was added on this node, so that it need not look all the time. */
@ApplicationScoped
class Bell {

    private final Semaphore rung = new Semaphore(0);

    void added(@Observes(during = TransactionPhase.AFTER_SUCCESS) WorkAdded news) {
        ring();
    }

    void ring() {
        rung.release();
    }

    /** Waits until the bell rings, but no longer than that; several rings count as one. */
    void await(Duration longest) throws InterruptedException {
        if (rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
