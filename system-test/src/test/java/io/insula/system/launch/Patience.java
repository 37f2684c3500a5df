package io.insula.system.launch;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what happens in another process: asks again and again, but never for ever. */
public final class Patience {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private Patience() {}

    /** Returns as soon as {@code reached} holds, and fails when it does not within the limit. */
    public static void until(String what, Duration limit, BooleanSupplier reached) {
        until(what, limit, PAUSE, reached);
    }

    /** The same with a chosen pause between two looks, for where looking itself is an activity. */
    public static void until(String what, Duration limit, Duration pause, BooleanSupplier reached) {
        long end = System.nanoTime() + limit.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited " + limit + " in vain for " + what);
            }
            rest(pause);
        }
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting", e);
        }
    }
}
