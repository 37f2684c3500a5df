package io.insula.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Begins a new epoch in the transaction of a change: from its commit on, every node sees that decisions made before are
 * out of date.
 */
@ApplicationScoped
public class Epochal {

    @Inject
    DataSource dataSource;

    /** The epochs as they stand, asked in one statement outside any binding. */
    public Epochs now(String formation, String tenant) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select formation_epoch, tenant_epoch from insula_context.epochs(?, ?)")) {
            statement.setString(1, formation);
            statement.setString(2, tenant);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Epochs(row.getLong(1), row.getLong(2));
            }
        } catch (SQLException e) {
            throw new DatabaseException("The epochs could not be read", e);
        }
    }

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
