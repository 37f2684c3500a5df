package io.insula.launcher;

import io.insula.postgres.EmbeddedPostgres;
import io.insula.postgres.PostgresException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts the embedded database again when it has ended by itself. Callers are told to wait meanwhile, as they are while a
 * database of the house is away. One that does not stay up takes the server with it, so that whoever looks after services
 * hears of it.
 */
final class DatabaseWatch implements AutoCloseable {

    private static final int REFUSED = 1;
    private static final int MOST_IN_A_ROW = 5;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long STEADY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final EmbeddedPostgres postgres;
    private final Voice voice;
    private int inARow;
    private long startedAt;
    private boolean closed;
    private volatile boolean ending;

    private DatabaseWatch(EmbeddedPostgres postgres, Voice voice) {
        this.postgres = postgres;
        this.voice = voice;
    }

    static DatabaseWatch start(EmbeddedPostgres postgres, Voice voice) {
        DatabaseWatch watch = new DatabaseWatch(postgres, voice);
        Thread thread = new Thread(watch::keepOn, "watch over the database");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void keepOn() {
        while (!ending && look()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        if (!ending) {
            // Not while holding the lock: what is stopped at the end waits for it.
            voice.complain("PostgreSQL ends again and again; its log says why");
            System.exit(REFUSED);
        }
    }

    /** False if it was started often enough. */
    private synchronized boolean look() {
        if (closed || postgres.isAlive()) {
            return true;
        }
        long now = System.nanoTime();
        inARow = now - startedAt > STEADY_NANOS ? 1 : inARow + 1;
        if (inARow > MOST_IN_A_ROW) {
            return false;
        }
        voice.say("PostgreSQL has ended; starting it again");
        try {
            postgres.startAgain();
        } catch (PostgresException e) {
            voice.say(e.getMessage());
        }
        startedAt = System.nanoTime();
        return true;
    }

    /** Returns when nothing is being started any more. */
    @Override
    public void close() {
        ending = true;
        synchronized (this) {
            closed = true;
        }
    }
}
