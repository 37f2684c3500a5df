package io.insula.work;

import io.insula.tenant.DatabaseException;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Finds and holds work before anybody's tenant is known: three fixed functions at the gate, which hand out ids and
 * nothing else.
 */
@Stateless
public class WorkClaims {

    private static final String CLAIM = "select tenant_id, formation_id, user_id, work_id, lease, attempts"
            + " from insula_gate.claim_work(?, ?, ?, ?, ?)";
    private static final String RENEW =
            "select tenant_id, formation_id, work_id from insula_gate.renew_work(?, ?, ?, ?, ?)";
    private static final String SWEEP = "select insula_gate.sweep_work(?, ?)";
    private static final int SWEPT_AT_ONCE = 1_000;

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    @Inject
    WorkConfiguration configuration;

    /** Takes up to {@code most} due items of these formations and kinds. */
    public List<Claim> take(int most, Collection<String> formations, Collection<String> kinds) {
        binding.enterGate();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setInt(1, most);
            statement.setInt(2, configuration.perTenant());
            statement.setLong(3, configuration.lease().toMillis());
            statement.setArray(4, connection.createArrayOf("text", formations.toArray()));
            statement.setArray(5, connection.createArrayOf("text", kinds.toArray()));
            List<Claim> claims = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    claims.add(new Claim(
                            row.getString(2),
                            row.getString(1),
                            row.getString(3),
                            row.getString(4),
                            row.getLong(5),
                            row.getInt(6)));
                }
            }
            return claims;
        } catch (SQLException e) {
            throw new DatabaseException("No work could be taken", e);
        }
    }

    /** Holds on to these; returns those that are still held. */
    public List<Claim> renew(List<Claim> held) {
        binding.enterGate();
        Duration lease = configuration.lease();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(RENEW)) {
            statement.setArray(
                    1, texts(connection, held.stream().map(Claim::tenantId).toList()));
            statement.setArray(
                    2, texts(connection, held.stream().map(Claim::formation).toList()));
            statement.setArray(
                    3, texts(connection, held.stream().map(Claim::workId).toList()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "int8", held.stream().map(Claim::lease).toArray()));
            statement.setLong(5, lease.toMillis());
            Set<List<String>> still = new HashSet<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    still.add(List.of(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
            return held.stream()
                    .filter(each -> still.contains(List.of(each.tenantId(), each.formation(), each.workId())))
                    .toList();
        } catch (SQLException e) {
            throw new DatabaseException("The work in hand could not be held", e);
        }
    }

    /** Removes what ended without success before {@code olderThan}. */
    public void sweep(Instant olderThan) {
        binding.enterGate();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(SWEEP)) {
            statement.setInt(1, SWEPT_AT_ONCE);
            statement.setTimestamp(2, Timestamp.from(olderThan));
            statement.execute();
        } catch (SQLException e) {
            throw new DatabaseException("Old work could not be swept away", e);
        }
    }

    private static Array texts(Connection connection, List<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}
