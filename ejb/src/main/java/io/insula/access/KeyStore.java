package io.insula.access;

import io.insula.kernel.Change;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.KeyText;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.tenant.DatabaseException;
import io.insula.tenant.Epochal;
import io.insula.tenant.Scope;
import io.insula.tenant.TenantBinding;
import io.insula.tenant.TenantContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/**
 * Writes the hashes of keys: of those that the API makes, and of a formation's own, which it keeps in step with what the
 * formation, or its generated file, says.
 */
@Stateless
public class KeyStore {

    private static final Logger LOG = System.getLogger(KeyStore.class.getName());

    private static final String IS_CURRENT = "select withdrawn from insula.api_key where formation_id = ? and kind = ?"
            + " and hash = ? and (withdrawn or revoked_at is null and origin = 'formation')"
            + " order by revoked_at is null desc limit 1";
    private static final String REVOKE_OTHERS = "update insula.api_key set revoked_at = now() where formation_id = ?"
            + " and kind = ? and hash <> ? and revoked_at is null and origin = 'formation' returning key_id";

    /** SQLSTATE of a living key with the same hash, whosever it is: one key opens one thing. */
    private static final String TAKEN = "23505";

    /** Only while there is room for one more beside those of the same tenant, or of the formation as a whole. */
    private static final String ADD =
            """
            insert into insula.api_key (formation_id, tenant_id, tenant_slug, key_id, kind, bound_user_id, origin, name,
                                        shown, scopes, workspace_prefix, hash, created_at, expires_at)
            select c.formation_id, c.tenant_id, c.tenant_slug, c.key_id, c.kind, c.bound_user_id, c.origin, c.name,
                   c.shown, c.scopes, c.workspace_prefix, ?, ?, ?
              from (values (?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text,
                            ?::text))
                   c(formation_id, tenant_id, tenant_slug, key_id, kind, bound_user_id, origin, name, shown, scopes,
                     workspace_prefix)
             where ? > (select count(*) from insula.api_key o where o.tenant_id = c.tenant_id
                           and o.formation_id = c.formation_id and o.revoked_at is null
                           and (o.expires_at is null or o.expires_at > now()))
            """;

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    @Inject
    Epochal epochs;

    @Inject
    KeyHash hashing;

    @Inject
    Clock clock;

    @Inject
    Event<Change> changes;

    /**
     * A key to write down.
     *
     * @param origin {@code formation} or {@code api}
     * @param createdAt to the microsecond
     */
    public record Row(
            String id,
            KeyKind kind,
            String secret,
            String origin,
            String name,
            KeyBinding binding,
            Instant createdAt,
            Instant expiresAt) {

        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * Makes {@code key} the one living key of its kind that the formation itself has; the one before stops at once, on
     * every node. A key that was revoked over the API stays so.
     *
     * @throws PlatformException CONFLICT if it is a key already, of another kind or of another formation
     */
    public void keep(TenantContext server, KeyKind kind, String key) {
        binding.bind(Scope.PLATFORM, server);
        String formation = server.formation();
        byte[] hash = hashing.of(key);
        try (Connection connection = dataSource.getConnection()) {
            if (isSettled(connection, formation, kind, hash)) {
                return;
            }
            revokeOthers(connection, formation, kind, hash);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            write(
                    new Row(PublicId.next("key"), kind, key, "formation", null, KeyBinding.NONE, now, null),
                    Integer.MAX_VALUE);
            epochs.raise(formation, null);
        } catch (SQLException e) {
            throw new DatabaseException("The keys of the formation " + formation + " could not be kept", e);
        }
    }

    /**
     * Writes a key down for the formation to which the transaction is bound.
     *
     * @param most living keys that there may be with it
     * @return whether there was room for it
     */
    public boolean write(Row row, int most) {
        KeyBinding bound = row.binding();
        List<String> texts = Arrays.asList(
                binding.formation(),
                bound.tenant() == null ? "" : bound.tenant().id(),
                bound.tenant() == null ? null : bound.tenant().slug(),
                row.id(),
                row.kind().word(),
                bound.userId(),
                row.origin(),
                row.name(),
                KeyText.shown(row.secret()),
                bound.scopeWords(),
                bound.workspacePrefix());
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(ADD)) {
            int at = 1;
            statement.setBytes(at++, hashing.of(row.secret()));
            statement.setObject(at++, utc(row.createdAt()));
            statement.setObject(at++, utc(row.expiresAt()));
            for (String text : texts) {
                statement.setString(at++, text);
            }
            statement.setInt(at, most);
            boolean written = statement.executeUpdate() > 0;
            if (written) {
                changes.fire(new Change("key.create", "key", row.id()));
            }
            return written;
        } catch (SQLException e) {
            if (TAKEN.equals(e.getSQLState())) {
                throw new PlatformException(
                        ErrorCode.CONFLICT,
                        "What is to be a " + row.kind().word() + " key of the formation " + binding.formation()
                                + " is a key already: choose another value");
            }
            throw new DatabaseException("The key could not be written", e);
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

    private static boolean isSettled(Connection connection, String formation, KeyKind kind, byte[] hash)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, IS_CURRENT, formation, kind, hash);
                ResultSet result = statement.executeQuery()) {
            boolean known = result.next();
            if (known && result.getBoolean(1)) {
                LOG.log(
                        Level.WARNING,
                        "The {0} key of the formation {1} was revoked over the API and opens nothing",
                        kind.word(),
                        formation);
            }
            return known;
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

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
