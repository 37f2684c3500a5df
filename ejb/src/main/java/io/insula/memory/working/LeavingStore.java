package io.insula.memory.working;

import io.insula.tenant.DatabaseException;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/**
 * Indexes that are to go from the servers outside. Their users may be gone already, so nobody is bound: two fixed functions
 * at the gate hand out names and nothing else.
 */
@Stateless
public class LeavingStore {

    private static final String TAKE =
            "select tenant_id, formation_id, index_id from insula_gate.take_leaving_indexes(?, ?, ?)";
    private static final String LEFT = "select insula_gate.index_left(?, ?, ?)";

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    /** An index that is to go. */
    public record Leaving(String tenantId, String formation, String indexId) {}

    /** Takes up to {@code most} of these formations; they are due again after the pause. */
    public List<Leaving> take(int most, Collection<String> formations, Duration pause) {
        binding.enterGate();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setInt(1, most);
            statement.setArray(2, connection.createArrayOf("text", formations.toArray()));
            statement.setLong(3, pause.toMillis());
            List<Leaving> taken = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    taken.add(new Leaving(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
            return taken;
        } catch (SQLException e) {
            throw new DatabaseException("No leaving index could be taken", e);
        }
    }

    /** Notes that the server has it no more. Where somebody may still have been filling it, it is taken once again. */
    public void left(Leaving gone) {
        binding.enterGate();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(LEFT)) {
            statement.setString(1, gone.tenantId());
            statement.setString(2, gone.formation());
            statement.setString(3, gone.indexId());
            statement.execute();
        } catch (SQLException e) {
            throw new DatabaseException("A leaving index could not be let go", e);
        }
    }
}
