package io.insula.tenant.testing;

import io.insula.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** Makes whoever comes near a table wait, so that a test can stop him there. */
public final class TableLock implements AutoCloseable {

    private static final String WAITING = "select distinct pid from pg_locks where not granted";

    private final Connection holder;
    private final String table;

    private TableLock(Connection holder, String table) {
        this.holder = holder;
        this.table = table;
    }

    /** Nobody reads or writes the table. */
    public static TableLock of(String table) throws SQLException {
        return of(table, "access exclusive");
    }

    /** Everybody reads the table, nobody writes: who looks before he writes has looked when he waits. */
    public static TableLock againstWriting(String table) throws SQLException {
        return of(table, "share");
    }

    private static TableLock of(String table, String mode) throws SQLException {
        Connection holder = TestDatabase.instance().superuserDataSource().getConnection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("lock table insula." + table + " in " + mode + " mode");
        }
        return new TableLock(holder, table);
    }

    public boolean isHeld() throws SQLException {
        return !holder.isClosed();
    }

    /** Returns as soon as so many wait, here or for one who waits here; fails if they do not come in half a minute. */
    public void awaitWaiting(int count) throws SQLException {
        Instant limit = Instant.now().plusSeconds(30);
        while (Superuser.rows(WAITING).size() < count) {
            if (Instant.now().isAfter(limit)) {
                throw new AssertionError("Nobody came to wait for " + table);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        holder.rollback();
        holder.close();
    }
}
