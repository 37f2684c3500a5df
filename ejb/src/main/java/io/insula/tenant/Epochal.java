package io.insula.tenant;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Begins a new epoch in the transaction of a change: from its commit on, every node sees that decisions made before are
 * out of date.
 */
@ApplicationScoped
public class Epochal {

    @Resource(lookup = "java:app/jdbc/insula")
    DataSource dataSource;

    /** Raises the epoch of a tenant, or with a null tenant that of the formation as a whole. */
    public void raise(String formation, String tenant) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("select insula_context.raise_epoch(?, ?)")) {
            statement.setString(1, formation);
            statement.setString(2, tenant);
            statement.execute();
        } catch (SQLException e) {
            throw new DatabaseException("The epoch could not be raised", e);
        }
    }
}
