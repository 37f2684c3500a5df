package io.insula.postgres.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
    private final TestDatabase database = TestDatabase.instance();

    @Test
    void letsEachRoleInUnderItsOwnName() throws SQLException {
        assertThat(answer(database.appDataSource(), "SELECT current_user")).isEqualTo("insula_app");
        assertThat(answer(database.ownerDataSource(), "SELECT current_user")).isEqualTo("insula_owner");
        assertThat(answer(database.superuserDataSource(), "SELECT current_user"))
                .isEqualTo("postgres");
    }

    @Test
    void isTheSameForTheWholeTestRun() {
        assertThat(TestDatabase.instance()).isSameAs(database);
    }

    private static String answer(DataSource source, String query) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
