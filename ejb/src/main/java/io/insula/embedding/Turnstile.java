package io.insula.embedding;

import io.insula.kernel.PlatformException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a bounded number of computations run at once and a bounded number of callers wait; all others are told to come
 * back. Without it a burst of chat turns would starve every other request of the processors.
 */
final class Turnstile implements AutoCloseable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final int working;
    private final Semaphore places;
    private final Semaphore admissions;
    private final Duration patience;

    Turnstile(int working, int waiting, Duration patience) {
        this.working = working;
        this.places = new Semaphore(working, true);
        this.admissions = new Semaphore(working + waiting);
        this.patience = patience;
    }

    /** Lets a caller in, who may then compute again and again, or turns it away at once. */
    Pass admit() {
        if (!admissions.tryAcquire()) {
            throw busy();
        }
        return new Pass();
    }

    /** Waits until nothing computes any more and lets nothing compute again. */
    @Override
    public void close() {
        acquire(working);
    }

    private void acquire(int count) {
        try {
            if (places.tryAcquire(count, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw busy();
    }

    private static PlatformException busy() {
        return PlatformException.unavailable("The embedding model is busy; try again shortly", RETRY_AFTER);
    }

    /** A caller inside. Its place is given back between two computations, so that a long list delays nobody. */
    final class Pass implements AutoCloseable {

        private Pass() {}

        <T> T compute(Supplier<T> computation) {
            acquire(1);
            try {
                return computation.get();
            } finally {
                places.release();
            }
        }

        @Override
        public void close() {
            admissions.release();
        }
    }
}
