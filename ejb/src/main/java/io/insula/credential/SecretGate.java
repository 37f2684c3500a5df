package io.insula.credential;

import io.insula.tenant.DatabaseException;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Fetches a formation's secrets at the gate, under seal: they are needed before anybody's tenant is known. A running
 * transaction stays there.
 */
@ApplicationScoped
class SecretGate {

    private static final String FIND = TenantBinding.ENTER_GATE
            + "; select name, version, generation, nonce, sealed, master_id, wrapped, may_be_key"
            + " from insula_gate.kept_secrets(?)";

    @Inject
    DataSource dataSource;

    List<SealedSecret> of(String formation) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, formation);
            statement.execute();
            statement.getMoreResults();
            List<SealedSecret> secrets = new ArrayList<>();
            try (ResultSet row = statement.getResultSet()) {
                while (row.next()) {
                    secrets.add(new SealedSecret(
                            row.getString(1),
                            row.getLong(2),
                            row.getInt(3),
                            new Sealed(row.getBytes(4), row.getBytes(5)),
                            row.getString(6),
                            new Sealed(new byte[0], row.getBytes(7)),
                            row.getBoolean(8)));
                }
            }
            return secrets;
        } catch (SQLException e) {
            throw new DatabaseException("The secrets of the formation did not answer", e);
        }
    }
}
