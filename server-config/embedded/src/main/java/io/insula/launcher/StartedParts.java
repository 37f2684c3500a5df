package io.insula.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * What has been started so far, stopped in the reverse order when the process ends, for whatever reason it ends.
 *
 * <p>Starting and stopping exclude each other, so that a signal in the middle of a start waits for it instead of leaving
 * a server behind.
 */
final class StartedParts {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile boolean stopping;

    StartedParts() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "orderly end"));
    }

    synchronized <T extends AutoCloseable> T start(Supplier<T> starter) {
        if (stopping) {
            throw new LaunchException("Insula is being stopped");
        }
        T part = starter.get();
        parts.push(part);
        return part;
    }

    /** Whether what now fails may fail because everything is being stopped. */
    boolean isStopping() {
        return stopping;
    }

    private void stop() {
        stopping = true;
        stopAll();
    }

    private synchronized void stopAll() {
        while (!parts.isEmpty()) {
            stop(parts.pop());
        }
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("insula: " + e.getMessage());
        }
    }
}
