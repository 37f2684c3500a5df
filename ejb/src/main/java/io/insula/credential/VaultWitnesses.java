package io.insula.credential;

import io.insula.credential.VaultTable.Wrapped;
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

/** Fetches a few wrapped secrets of each master key at the gate: of whom they are is no matter. */
@ApplicationScoped
class VaultWitnesses {

    private static final String FIND = TenantBinding.ENTER_GATE
            + "; select formation_id, tenant_id, user_id, generation, master_id, wrapped"
            + " from insula_gate.wrapped_witnesses()";

    private final DataSource dataSource;

    /** What the container's proxy is made with. */
    VaultWitnesses() {
        this(null);
    }

    @Inject
    VaultWitnesses(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    List<Wrapped> all() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.execute();
            statement.getMoreResults();
            List<Wrapped> found = new ArrayList<>();
            try (ResultSet row = statement.getResultSet()) {
                while (row.next()) {
                    found.add(new Wrapped(
                            new Owner(row.getString(1), row.getString(2), row.getString(3)),
                            row.getInt(4),
                            row.getString(5),
                            new Sealed(new byte[0], row.getBytes(6))));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new DatabaseException("The vault did not answer", e);
        }
    }
}
