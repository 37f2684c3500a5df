package io.insula.connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A program behind the walls. */
final class StartedProgram {

    /** The scripts around it leave with these, and so does a shell that finds nothing to run. */
    static final int NO_WALLS = 120;

    private static final int NOT_RUNNABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final long DYING_MILLIS = 500;

    private final Process process;
    private final String home;
    private final Runnable leave;
    private final AtomicBoolean left = new AtomicBoolean();

    /**
     * One that was started.
     *
     * @param home its directory, as it sees it
     * @param leave gives back what it had, once it is no more
     */
    StartedProgram(Process process, String home, Runnable leave) {
        this.process = process;
        this.home = home;
        this.leave = leave;
        onEnd(this::leave);
    }

    Process process() {
        return process;
    }

    /** Runs it once the program has ended, at once if it has. */
    void onEnd(Runnable then) {
        CompletableFuture<Void> unused = process.onExit().thenRun(then);
    }

    String home() {
        return home;
    }

    /** How it ended, in words for whoever declared it; it is given a moment to do so. */
    String lastWords() {
        try {
            if (!process.waitFor(DYING_MILLIS, TimeUnit.MILLISECONDS)) {
                return "it closed its output";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "nobody waited for it";
        }
        return switch (process.exitValue()) {
            case NO_WALLS -> "the walls around it cannot be put up";
            case NOT_RUNNABLE, NOT_FOUND -> "its command is not found, or may not be run by the account of tools";
            default -> "it ended with status " + process.exitValue() + " before it said anything";
        };
    }

    /** At once. In namespaces of its own, the end of the first process is the end of all. */
    void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void leave() {
        if (left.compareAndSet(false, true)) {
            leave.run();
        }
    }
}
