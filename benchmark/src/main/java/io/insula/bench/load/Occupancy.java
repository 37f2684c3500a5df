package io.insula.bench.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** The product's connections as PostgreSQL sees them, looked at often while it is open. */
final class Occupancy implements AutoCloseable {

    private static final int PAUSE_MILLIS = 20;
    private static final int LONGEST_SECONDS = 60;
    /** Who waits at a lock, with the one that has it, and who does anything at all. */
    private static final String QUERY =
            "select count(*) filter (where wait_event_type = 'Lock'), count(*) filter (where state <> 'idle')"
                    + " from pg_stat_activity where usename = 'insula_app'";

    private final Connection connection;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Void> watching;
    private volatile boolean enough;
    private volatile int atLock;
    private volatile int atWork;

    private Occupancy(Connection connection) {
        this.connection = connection;
        this.watching = thread.submit(this::look);
    }

    /** Begins when nobody waits any more: what a client has given up on, the server may still be at. */
    static Occupancy watch(BenchServer server) throws IOException, SQLException, InterruptedException {
        PGSimpleDataSource superuser = new PGSimpleDataSource();
        superuser.setUrl(server.databaseUrl());
        superuser.setUser("postgres");
        superuser.setPassword(server.superuserPassword());
        Connection connection = superuser.getConnection();
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
            while (waiting(query)) {
                if (System.nanoTime() > deadline) {
                    connection.close();
                    throw new IllegalStateException("The server did not come to rest");
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        return new Occupancy(connection);
    }

    private static boolean waiting(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    /** The most that waited at a lock at once, and the one that they waited for. */
    int atLock() {
        return atLock == 0 ? 0 : atLock + 1;
    }

    int atWork() {
        return atWork;
    }

    private Void look() throws SQLException, InterruptedException {
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            while (!enough) {
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    atLock = Math.max(atLock, row.getInt(1));
                    atWork = Math.max(atWork, row.getInt(2));
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        return null;
    }

    @Override
    public void close() throws SQLException, ExecutionException {
        enough = true;
        thread.shutdown();
        try (connection) {
            watching.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
