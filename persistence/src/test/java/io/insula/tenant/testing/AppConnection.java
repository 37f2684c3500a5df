package io.insula.tenant.testing;

import io.insula.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/** A connection of the application's role, whose transactions are bound by the very statements of the product. */
public final class AppConnection implements AutoCloseable {

    private static final String BIND = "select formation_epoch, tenant_epoch from insula_context.bind(?, ?, ?, ?)";
    private static final String ENTER_GATE = "select set_config('role', 'insula_gate', true)";
    private static final String DENIED = "42501";

    private final Connection connection;

    private AppConnection(Connection connection) {
        this.connection = connection;
    }

    /** What the server said no with. */
    public record Refusal(String state, String message) {
        static Refusal of(SQLException refused) {
            return new Refusal(refused.getSQLState(), refused.getMessage());
        }
    }

    /** The epochs that binding returns. */
    public record Epochs(long formation, long tenant) {}

    /** A transaction that nobody has bound. */
    public static AppConnection unbound() throws SQLException {
        Connection connection = TestDatabase.instance().appDataSource().getConnection();
        connection.setAutoCommit(false);
        return new AppConnection(connection);
    }

    /** A transaction that works for the actor. */
    public static AppConnection boundTo(Actor actor) throws SQLException {
        AppConnection bound = unbound();
        bound.bind(actor);
        return bound;
    }

    /** A transaction at the gate. */
    public static AppConnection atTheGate() throws SQLException {
        AppConnection gate = unbound();
        gate.enterGate();
        return gate;
    }

    public Epochs bind(Actor actor) throws SQLException {
        try (PreparedStatement statement =
                        prepare(BIND, actor.scope(), actor.formation(), actor.tenant(), actor.person());
                ResultSet result = statement.executeQuery()) {
            result.next();
            return new Epochs(result.getLong(1), result.getLong(2));
        }
    }

    public void enterGate() throws SQLException {
        rows(ENTER_GATE);
    }

    /** The rows, their columns joined by {@code |}; null reads {@code null}. */
    public List<String> rows(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet result = statement.executeQuery()) {
            return Rows.of(result);
        }
    }

    /** Changes rows and says how many; an error is the caller's. */
    public int change(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** How many rows gave way: none also if the role may not do such a thing at all. */
    public int attempt(String sql, Object... parameters) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            return change(sql, parameters);
        } catch (SQLException refused) {
            if (!DENIED.equals(refused.getSQLState())) {
                throw refused;
            }
            connection.rollback(before);
            return 0;
        }
    }

    /** How the server refuses the statement; the transaction stands as before. */
    public Refusal refusal(String sql, Object... parameters) throws SQLException {
        Savepoint before = connection.setSavepoint();
        List<String> got = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql, parameters)) {
            if (statement.execute()) {
                got.addAll(Rows.of(statement.getResultSet()));
            }
        } catch (SQLException refused) {
            connection.rollback(before);
            return Refusal.of(refused);
        }
        throw new AssertionError("Not refused: " + sql + " gave " + got);
    }

    public PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    public Connection connection() {
        return connection;
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    public void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.close();
        }
    }
}
