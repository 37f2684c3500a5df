package io.insula.credential;

import io.insula.tenant.DatabaseException;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The key under which the bound user's secrets are sealed. The first seal makes it, each one counts, and whoever seals
 * holds its row until the transaction ends: two who seal at once for one user wait for each other.
 */
@ApplicationScoped
class UserKeys {

    private static final String TAKE =
            """
            update insula.vault_key set used = used + 1
             where tenant_id = ? and formation_id = ? and user_id = ?
            returning generation, master_id, wrapped, used
            """;

    private static final String HOLD =
            "select 1 from insula.vault_key where tenant_id = ? and formation_id = ? and user_id = ? for update";

    /** One row per user, however many make it at once. */
    private static final String MAKE =
            """
            insert into insula.vault_key as k
                   (tenant_id, formation_id, user_id, generation, master_id, wrapped, used, created_at)
            values (?, ?, ?, 1, ?, ?, 1, ?)
            on conflict (tenant_id, formation_id, user_id) do update set used = k.used + 1
            returning generation, master_id, wrapped, used
            """;

    private static final String RENEW =
            """
            update insula.vault_key set generation = ?, master_id = ?, wrapped = ?, used = ?
             where tenant_id = ? and formation_id = ? and user_id = ?
            """;

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    @Inject
    MasterKeyring masters;

    @Inject
    Clock clock;

    /**
     * A key at hand.
     *
     * @param used how many seals were made with it, this one among them
     */
    record Held(VaultKey key, long used) {}

    /** Whose key it is. */
    Owner owner() {
        return new Owner(binding.formation(), binding.tenant(), binding.person());
    }

    /** The key for one more seal. */
    Held hold() {
        return take().orElseGet(this::make);
    }

    /** The key for one more seal; empty if the user has none, and so nothing that is sealed. */
    Optional<Held> take() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = forUser(connection, TAKE);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(held(row)) : Optional.empty();
        } catch (SQLException e) {
            throw new DatabaseException("The user's key could not be taken", e);
        }
    }

    /** Lets nobody else seal or remove anything of the user's; false if the user has no key, and so nothing sealed. */
    boolean holdOthersOff() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = forUser(connection, HOLD);
                ResultSet row = statement.executeQuery()) {
            return row.next();
        } catch (SQLException e) {
            throw new DatabaseException("The user's key could not be held", e);
        }
    }

    private PreparedStatement forUser(Connection connection, String sql) throws SQLException {
        Owner owner = owner();
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, owner.tenant());
        statement.setString(2, owner.formation());
        statement.setString(3, owner.user());
        return statement;
    }

    private Held held(ResultSet row) throws SQLException {
        return new Held(masters.open(row.getString(2), row.getBytes(3), owner(), row.getInt(1)), row.getLong(4));
    }

    private Held make() {
        Owner owner = owner();
        byte[] secret = AuthenticatedCipher.random(AuthenticatedCipher.KEY_BYTES);
        MasterKey active = masters.active();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = forUser(connection, MAKE)) {
            statement.setString(4, active.id());
            statement.setBytes(5, active.wrap(secret, owner, 1));
            statement.setObject(6, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return held(row);
            }
        } catch (SQLException e) {
            throw new DatabaseException("The user's key could not be made", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Puts a fresh key in the place of the held one, which opens nothing any more once this is committed. */
    VaultKey renew(Held held, long seals) {
        Owner owner = owner();
        int generation = held.key().generation() + 1;
        byte[] secret = AuthenticatedCipher.random(AuthenticatedCipher.KEY_BYTES);
        MasterKey active = masters.active();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(RENEW)) {
            statement.setInt(1, generation);
            statement.setString(2, active.id());
            statement.setBytes(3, active.wrap(secret, owner, generation));
            statement.setLong(4, seals);
            statement.setString(5, owner.tenant());
            statement.setString(6, owner.formation());
            statement.setString(7, owner.user());
            statement.executeUpdate();
            return VaultKey.derive(secret, owner, generation);
        } catch (SQLException e) {
            throw new DatabaseException("The user's key could not be renewed", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
