package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool keeps a connection that the database has cut: it is one again, but never in the middle of a transaction. */
class LastingConnectionIT {

    private static final String PROCESS = "select pg_backend_pid()";

    private final TestDatabase database = TestDatabase.instance();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong clock = new AtomicLong();
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = LastingConnection.open(this::connect, clock::get);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void theNextTransactionAfterOneThatWasCutHasAConnectionOfItsOwn() throws SQLException {
        connection.setAutoCommit(false);
        long first = process();
        cut(first);
        assertThatThrownBy(this::process).isInstanceOf(SQLException.class);
        assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);

        assertThat(process()).isNotEqualTo(first);
        assertThat(connection.getAutoCommit()).isFalse();
    }

    @Test
    void aTransactionThatWasCutGetsNoOtherConnection() throws SQLException {
        connection.setAutoCommit(false);
        cut(process());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(this::process).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    }

    @Test
    void oneThatWasCutWhileItRestedIsNotHandedOut() throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        long first = process();
        connection.commit();
        cut(first);
        clock.addAndGet(Duration.ofSeconds(3).toNanos());

        assertThat(process()).isNotEqualTo(first);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
    }

    @Test
    void oneThatRestedAndIsWholeIsTheSame() throws SQLException {
        long first = process();
        clock.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(process()).isEqualTo(first);
    }

    /** The pool asks for transactions once, and for none, and believes it either way, also where the database was away. */
    @Test
    void aTransactionThatCouldNotBeginIsOneWhenTheDatabaseIsBack() throws SQLException {
        cut(process());
        assertThatThrownBy(this::process).isInstanceOf(SQLException.class);
        away.set(true);
        connection.setAutoCommit(true);
        connection.setAutoCommit(false);
        assertThatThrownBy(this::process).hasMessage("away");
        away.set(false);

        long first = process();
        cut(first);
        assertThatThrownBy(this::process).isInstanceOf(SQLException.class);
        assertThatThrownBy(this::process).isInstanceOf(SQLException.class);
    }

    @Test
    void whatIsClosedStaysClosed() throws SQLException {
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(this::process).isInstanceOf(SQLException.class).hasMessageContaining("closed");
    }

    private Connection connect() throws SQLException {
        if (away.get()) {
            throw new SQLException("away", "08001");
        }
        return DriverManager.getConnection(database.url(), database.appUser(), database.appPassword());
    }

    private long process() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(PROCESS)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void cut(long process) throws SQLException {
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(" + process + ", 10000)");
        }
    }
}
