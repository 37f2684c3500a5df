package io.insula.tenant.testing;

import io.insula.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** Makes whoever comes near a table wait, so that a test can stop him there. */
public final class TableLock implements AutoCloseable {

    private static final String WAITING = "select pid from pg_locks where not granted and relation = ?::regclass";

    private final Connection holder;
    private final String table;

    private TableLock(Connection holder, String table) {
        this.holder = holder;
        this.table = table;
    }

    public static TableLock of(String table) throws SQLException {
        Connection holder = TestDatabase.instance().superuserDataSource().getConnection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("lock table insula." + table + " in access exclusive mode");
        }
        return new TableLock(holder, table);
    }

    public boolean isHeld() throws SQLException {
        return !holder.isClosed();
    }

    /** Returns as soon as somebody waits; fails if nobody comes for half a minute. */
    public void awaitSomebodyWaiting() throws SQLException {
        Instant limit = Instant.now().plusSeconds(30);
        while (Superuser.rows(WAITING, "insula." + table).isEmpty()) {
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
