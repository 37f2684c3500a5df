package io.insula.idempotency;

import io.insula.tenant.DatabaseException;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Removes keys whose time is over, of all tenants, by one function of the gate. */
@Stateless
public class ReservationSweep {

    private static final int MOST_AT_ONCE = 5_000;

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    /** Removes some of them; returns whether there may be more. */
    public boolean some() {
        binding.enterGate();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("select insula_gate.sweep_idempotency(?)")) {
            statement.setInt(1, MOST_AT_ONCE);
            try (ResultSet gone = statement.executeQuery()) {
                return gone.next() && gone.getInt(1) == MOST_AT_ONCE;
            }
        } catch (SQLException e) {
            throw new DatabaseException("Old idempotency keys could not be swept away", e);
        }
    }
}
