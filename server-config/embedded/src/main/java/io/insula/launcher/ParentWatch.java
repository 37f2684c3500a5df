package io.insula.launcher;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends this process in good order when the one that started it is gone. Maven does not hand a termination on to what it
 * runs; without the watch, a build that is stopped from outside would leave a server behind.
 */
final class ParentWatch {
    private static final String PROPERTY = "insula.end-with-parent";
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private ParentWatch() {}

    /** Watches only where {@code -Dinsula.end-with-parent=true} asks for it: a daemon outlives its shell on purpose. */
    static void startIfAsked() {
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        if (!Boolean.getBoolean(PROPERTY) || parent.isEmpty()) {
            return;
        }
        Thread watch = new Thread(() -> endWith(parent.get()), "watch over the parent process");
        watch.setDaemon(true);
        watch.start();
    }

    private static void endWith(ProcessHandle parent) {
        while (parent.isAlive()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        System.exit(0);
    }
}
