package io.insula.identity;

import io.insula.tenant.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Erases the rows of the bound user, whichever room they belong to. The database's own catalogue says which tables there
 * are, so that a new one cannot be forgotten here.
 */
@ApplicationScoped
class ErasureStore {

    private static final String SOME = "select name, gone from insula_context.erase_rows(?)";
    private static final String HOLD_ROWS = "select insula_context.hold_rows()";
    private static final String HOLD = "select insula_context.hold_person()";
    private static final String REMOVE = "select name, gone from insula_context.remove_person()";
    private static final String COUNT = "select insula_context.count_rows()";

    @Inject
    DataSource dataSource;

    /** Deletes some rows of each table; returns how many by table, those without any left out. */
    Map<String, Long> some(int most) {
        return run(connection -> rows(connection, most));
    }

    /**
     * Waits for what is being written in the user's name, lets nothing further be written, and deletes all that is left,
     * the user last.
     */
    Map<String, Long> rest() {
        return run(connection -> {
            for (String what : List.of(HOLD_ROWS, HOLD)) {
                try (PreparedStatement hold = connection.prepareStatement(what)) {
                    hold.execute();
                }
            }
            Map<String, Long> gone = new TreeMap<>(rows(connection, null));
            try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
                gone.putAll(read(remove));
            }
            return gone;
        });
    }

    /** How many rows the user has. */
    long count() {
        return run(connection -> {
            try (PreparedStatement count = connection.prepareStatement(COUNT);
                    ResultSet result = count.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    private static Map<String, Long> rows(Connection connection, Integer most) throws SQLException {
        try (PreparedStatement some = connection.prepareStatement(SOME)) {
            some.setObject(1, most, Types.INTEGER);
            return read(some);
        }
    }

    private static Map<String, Long> read(PreparedStatement statement) throws SQLException {
        Map<String, Long> gone = new TreeMap<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                if (result.getLong(2) > 0) {
                    gone.put(result.getString(1), result.getLong(2));
                }
            }
        }
        return gone;
    }

    private <T> T run(Erasing<T> erasing) {
        try (Connection connection = dataSource.getConnection()) {
            return erasing.with(connection);
        } catch (SQLException e) {
            throw new DatabaseException("The user could not be erased", e);
        }
    }

    @FunctionalInterface
    private interface Erasing<T> {
        T with(Connection connection) throws SQLException;
    }
}
