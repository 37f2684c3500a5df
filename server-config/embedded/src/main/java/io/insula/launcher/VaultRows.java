package io.insula.launcher;

import io.insula.postgres.PasswordFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** Whether the database holds anything that hangs on master keys, asked with the rights of the application. */
record VaultRows(String url, PasswordFile password) {
    private static final String ENTER_GATE = "select set_config('role', 'insula_gate', false)";
    private static final String EXIST = "select exists (select from insula_gate.wrapped_witnesses())";

    boolean exist() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser("insula_app");
        source.setPassword(password.read());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(ENTER_GATE);
            try (ResultSet row = statement.executeQuery(EXIST)) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new LaunchException(
                    "The vault has no master keys yet, and the database does not tell whether it needs those of before;"
                            + " run insula.jar migrate if its schema is older: " + e.getMessage(),
                    e);
        }
    }
}
