package io.insula.tenant.testing;

import io.insula.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The one whom no wall stops: arranges, and looks whether what a test says is so. */
public final class Superuser {

    private Superuser() {}

    public static void run(String... statements) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public static List<String> rows(String sql, Object... parameters) throws SQLException {
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return Rows.of(result);
            }
        }
    }

    private static Connection open() throws SQLException {
        return TestDatabase.instance().superuserDataSource().getConnection();
    }
}
