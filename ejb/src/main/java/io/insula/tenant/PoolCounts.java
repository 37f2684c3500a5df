package io.insula.tenant;

import io.insula.telemetry.Gauge;
import io.insula.telemetry.Measure;
import io.insula.telemetry.Telemetry;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections of one pool the application has, and wants. Servers keep what they know of their pools to themselves. */
final class PoolCounts {

    private static final String NAME = "db.client.connection.pool.name";
    private static final int DEEPEST = 20;

    private final Telemetry telemetry;
    private final String pool;
    private final AtomicInteger used = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();

    /** Counts from now on, for the collector to read. */
    PoolCounts(Telemetry telemetry, String pool) {
        this.telemetry = telemetry;
        this.pool = pool;
        telemetry.watch(Gauge.POOL, used::get, NAME, pool, "db.client.connection.state", "used");
        telemetry.watch(Gauge.POOL_PENDING, pending::get, NAME, pool);
    }

    /** Tells, too, how many the pool may hold. */
    void limited(int most) {
        telemetry.watch(Gauge.POOL_MOST, () -> most, NAME, pool);
    }

    /** One that asks a pool for a connection. */
    @FunctionalInterface
    interface Asking<T> {
        T ask() throws SQLException;
    }

    /** A connection that is in use, until it is given back. */
    final class Use {

        private final long since;
        private boolean over;

        private Use(long since) {
            this.since = since;
        }

        /** Once is enough, as often as it is called. */
        void end() {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
            }
            used.decrementAndGet();
            telemetry.note(Measure.POOL_USE, since, NAME, pool);
        }
    }

    /** Waits for a connection. */
    <T> T take(Asking<T> asking) throws SQLException {
        long began = System.nanoTime();
        pending.incrementAndGet();
        try {
            T taken = asking.ask();
            telemetry.note(Measure.POOL_WAIT, began, NAME, pool);
            return taken;
        } catch (SQLException e) {
            if (isTimeout(e)) {
                telemetry.note(Measure.POOL_TIMEOUT, began, NAME, pool);
            }
            throw e;
        } finally {
            pending.decrementAndGet();
        }
    }

    /** A connection has been taken. */
    Use use() {
        used.incrementAndGet();
        return new Use(System.nanoTime());
    }

    /** A pool that has none free gives no SQL state, and tells of no trouble with the network; a database that is away does. */
    static boolean isTimeout(SQLException refused) {
        Throwable each = refused;
        for (int i = 0; i < DEEPEST && each != null; i++, each = each.getCause()) {
            if (each instanceof SocketException || (each instanceof SQLException sql && sql.getSQLState() != null)) {
                return false;
            }
        }
        return true;
    }
}
