package io.insula.access;

import io.insula.kernel.Change;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PublicId;
import io.insula.tenant.DatabaseException;
import io.insula.tenant.Epochal;
import io.insula.tenant.Scope;
import io.insula.tenant.TenantBinding;
import io.insula.tenant.TenantContext;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Keeps the hashes of a formation's keys in step with what the formation, or its generated file, says. */
@Stateless
public class KeyStore {

    private static final String IS_CURRENT =
            "select 1 from insula.api_key where formation_id = ? and kind = ? and hash = ? and revoked_at is null";
    private static final String REVOKE_OTHERS = "update insula.api_key set revoked_at = now()"
            + " where formation_id = ? and kind = ? and hash <> ? and revoked_at is null returning key_id";
    private static final String ADD =
            "insert into insula.api_key (formation_id, kind, hash, key_id, created_at)" + " values (?, ?, ?, ?, now())";

    @Resource(lookup = "java:app/jdbc/insula")
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    @Inject
    Epochal epochs;

    @Inject
    KeyHash hashing;

    @Inject
    Event<Change> changes;

    /** Makes {@code key} the one living key of its kind; the one before stops at once, on every node. */
    public void keep(TenantContext server, KeyKind kind, String key) {
        binding.bind(Scope.PLATFORM, server);
        String formation = server.formation();
        byte[] hash = hashing.of(key);
        try (Connection connection = dataSource.getConnection()) {
            if (isCurrent(connection, formation, kind, hash)) {
                return;
            }
            revokeOthers(connection, formation, kind, hash);
            String keyId = PublicId.next("key");
            try (PreparedStatement statement = prepare(connection, ADD, formation, kind, hash)) {
                statement.setString(4, keyId);
                statement.executeUpdate();
            }
            epochs.raise(formation, null);
            changes.fire(new Change("key.create", "key", keyId));
        } catch (SQLException e) {
            throw new DatabaseException("The keys of the formation " + formation + " could not be kept", e);
        }
    }

    private void revokeOthers(Connection connection, String formation, KeyKind kind, byte[] hash) throws SQLException {
        try (PreparedStatement statement = prepare(connection, REVOKE_OTHERS, formation, kind, hash);
                ResultSet revoked = statement.executeQuery()) {
            while (revoked.next()) {
                changes.fire(new Change("key.revoke", "key", revoked.getString(1)));
            }
        }
    }

    private static boolean isCurrent(Connection connection, String formation, KeyKind kind, byte[] hash)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, IS_CURRENT, formation, kind, hash);
                ResultSet result = statement.executeQuery()) {
            return result.next();
        }
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, String formation, KeyKind kind, byte[] hash) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, formation);
        statement.setString(2, kind.word());
        statement.setBytes(3, hash);
        return statement;
    }
}
