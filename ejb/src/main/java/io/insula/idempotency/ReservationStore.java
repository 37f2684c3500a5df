package io.insula.idempotency;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.tenant.DatabaseException;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The rows behind keys. One statement decides who has a key, which no query of the JPA provider can say; each repeats
 * formation, tenant and user, and row-level security checks them.
 */
@ApplicationScoped
class ReservationStore {

    private static final String MINE =
            " where tenant_id = ? and formation_id = ? and user_id = ? and route = ? and key = ?";
    private static final String RESERVE =
            """
            insert into insula.idempotency as i (tenant_id, formation_id, user_id, route, key, body_hash, turn_id, state,
                                                 lease, lease_until, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, 'open', 1, now() + ? * interval '1 millisecond', now(),
                    now() + ? * interval '1 millisecond')
            on conflict (tenant_id, formation_id, user_id, route, key) do update
               set body_hash = excluded.body_hash, state = 'open', lease = i.lease + 1,
                   lease_until = excluded.lease_until,
                   turn_id = case when i.expires_at < now() then excluded.turn_id else i.turn_id end,
                   acted_on = case when i.expires_at < now() then null else i.acted_on end,
                   created_at = case when i.expires_at < now() then excluded.created_at else i.created_at end,
                   expires_at = case when i.expires_at < now() then excluded.expires_at else i.expires_at end
             where i.expires_at < now()
                or i.state = 'open' and i.lease_until < now() and i.body_hash = excluded.body_hash
            returning turn_id, lease, acted_on
            """;
    private static final String KNOWN =
            "select body_hash, state, extract(epoch from lease_until - now()) from insula.idempotency" + MINE;
    private static final String ANSWER =
            "select status, media_type, location, body from insula.idempotency_answer" + MINE;
    private static final String KEEP_ANSWER = "insert into insula.idempotency_answer (tenant_id, formation_id, user_id,"
            + " route, key, status, media_type, location, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (tenant_id, formation_id, user_id, route, key) do update set status = excluded.status,"
            + " media_type = excluded.media_type, location = excluded.location, body = excluded.body";
    private static final String STILL_MINE = MINE + " and state = 'open' and lease = ?";

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    @Inject
    IdempotencyConfiguration configuration;

    /** Takes the key for a first attempt, or for a further one after the last fell silent or failed. */
    Optional<Reservation> reserve(String route, String key, String bodyHash) {
        return with(RESERVE, route, key, statement -> {
            statement.setString(6, bodyHash);
            statement.setString(7, PublicId.next("req"));
            statement.setLong(8, configuration.lease().toMillis());
            statement.setLong(9, configuration.keep().toMillis());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Reservation(route, key, row.getString(1), row.getLong(2), row.getString(3)))
                        : Optional.empty();
            }
        });
    }

    /**
     * Why the key could not be taken.
     *
     * @throws PlatformException CONFLICT, unless the request was answered; the sentence tells the reasons apart
     */
    StoredAnswer answered(String route, String key, String bodyHash) {
        boolean done = with(KNOWN, route, key, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                if (row.next() && !row.getString(1).equals(bodyHash)) {
                    throw new PlatformException(
                            ErrorCode.CONFLICT,
                            "The idempotency key was used with another body; use a new key for a new request");
                }
                return row.getRow() > 0 && row.getString(2).equals("done");
            }
        });
        if (!done) {
            throw PlatformException.conflict(
                    "A request with this idempotency key is being served; ask again later", Duration.ofSeconds(1));
        }
        return with(ANSWER, route, key, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new StoredAnswer(row.getInt(1), row.getString(2), row.getString(3), row.getString(4));
            }
        });
    }

    void keep(Reservation reservation, StoredAnswer answer) {
        boolean mine = change("update insula.idempotency set state = 'done'" + STILL_MINE, reservation);
        if (mine) {
            with(KEEP_ANSWER, reservation.route(), reservation.key(), statement -> {
                statement.setInt(6, answer.status());
                statement.setString(7, answer.mediaType());
                statement.setString(8, answer.location());
                statement.setString(9, answer.body());
                return statement.executeUpdate();
            });
        }
    }

    /** Lets the next attempt begin at once. */
    void release(Reservation reservation) {
        change("update insula.idempotency set lease_until = now() - interval '1 second'" + STILL_MINE, reservation);
    }

    /** Takes the key back as if it had never been used, unless something was done under it. */
    boolean forget(Reservation reservation) {
        return change("delete from insula.idempotency" + STILL_MINE + " and acted_on is null", reservation);
    }

    boolean renew(Reservation reservation) {
        return change(
                "update insula.idempotency set lease_until = now() + interval '1 millisecond' * "
                        + configuration.lease().toMillis() + STILL_MINE,
                reservation);
    }

    /** Notes that something is being changed; false if the key is another attempt's by now. */
    boolean act(Reservation reservation, String what) {
        String sql = "update insula.idempotency set acted_on = coalesce(acted_on, ?)" + STILL_MINE;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, what);
            whose(statement, 1, reservation.route(), reservation.key());
            statement.setLong(7, reservation.lease());
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new DatabaseException("The change could not be noted", e);
        }
    }

    private boolean change(String sql, Reservation reservation) {
        return with(sql, reservation.route(), reservation.key(), statement -> {
            statement.setLong(6, reservation.lease());
            return statement.executeUpdate() == 1;
        });
    }

    /** The first five parameters of a statement say whose key it is. */
    private <T> T with(String sql, String route, String key, Use<T> use) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            whose(statement, 0, route, key);
            return use.of(statement);
        } catch (SQLException e) {
            throw new DatabaseException("The idempotency key could not be looked after", e);
        }
    }

    private void whose(PreparedStatement statement, int before, String route, String key) throws SQLException {
        statement.setString(before + 1, binding.tenant());
        statement.setString(before + 2, binding.formation());
        statement.setString(before + 3, binding.person());
        statement.setString(before + 4, route);
        statement.setString(before + 5, key);
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }
}
