package io.insula.credential;

import io.insula.kernel.PageRequest;
import io.insula.kernel.PageRequest.Cursor;
import io.insula.tenant.DatabaseException;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The rows of the bound formation's secrets. What is sealed is written here and read at the gate alone. */
@ApplicationScoped
class SecretTable {

    /** With each change of a secret the revision is raised. */
    private static final String TAKE =
            """
            update insula.formation_key set used = used + ?, revision = revision + 1 where formation_id = ?
            returning generation, master_id, wrapped, used
            """;

    /** One row per formation, however many make it at once. */
    private static final String MAKE =
            """
            insert into insula.formation_key as k
                   (formation_id, generation, master_id, wrapped, used, revision, created_at)
            values (?, 1, ?, ?, ?, 1, now())
            on conflict (formation_id) do update set used = k.used + excluded.used, revision = k.revision + 1
            returning generation, master_id, wrapped, used
            """;

    private static final String RENEW = "update insula.formation_key set generation = ?, master_id = ?, wrapped = ?,"
            + " used = ? where formation_id = ?";
    private static final String SECRETS = "select s.name, s.preview, s.created_at, s.updated_at, s.version"
            + " from insula.formation_secret s where s.formation_id = ?";
    private static final String PLACE = "left(encode(sha256(convert_to(s.name, 'UTF8')), 'hex'), 26)";
    private static final String PAGE = SECRETS + " and (?::timestamptz is null or (s.created_at, " + PLACE
            + ") > (?::timestamptz, ?)) order by s.created_at, " + PLACE + " limit ? offset ?";
    private static final String COUNT = "select count(*) from insula.formation_secret where formation_id = ?";
    private static final String ADD = "insert into insula.formation_secret (formation_id, name, preview, version,"
            + " created_at, updated_at, may_be_key) values (?, ?, ?, ?, ?, ?, ?)";
    private static final String CHANGE = "update insula.formation_secret set preview = ?, version = ?, updated_at = ?,"
            + " may_be_key = ?"
            + " where formation_id = ? and name = ?";
    private static final String SEAL = "insert into insula.formation_sealed as s (formation_id, name, generation,"
            + " nonce, sealed) values (?, ?, ?, ?, ?)";
    private static final String RESEAL = "update insula.formation_sealed set generation = ?, nonce = ?, sealed = ?"
            + " where formation_id = ? and name = ?";
    private static final String DELETE = "delete from insula.formation_secret where formation_id = ? and name = ?";
    private static final String CURSOR = "sec_";
    private static final int SHORTENED = 26;

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    /** The formation's wrapped secret, held until the transaction ends. */
    record Held(int generation, String masterId, Sealed wrapped, long used) {}

    /**
     * A secret in the list.
     *
     * @param version of what is sealed
     */
    record Row(FormationSecret secret, long version) {}

    /** The wrapped secret for so many more seals; empty if the formation has none yet. */
    Optional<Held> take(int seals) {
        return query(TAKE, List.of((long) seals, binding.formation()), SecretTable::held).stream()
                .findFirst();
    }

    /** The same, which is made if nobody was faster. */
    Held make(MasterKey active, byte[] wrapped, int seals) {
        return query(MAKE, List.of(binding.formation(), active.id(), wrapped, (long) seals), SecretTable::held)
                .get(0);
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(row.getInt(1), row.getString(2), new Sealed(new byte[0], row.getBytes(3)), row.getLong(4));
    }

    void renew(int generation, MasterKey active, byte[] wrapped, long used) {
        change(RENEW, generation, active.id(), wrapped, used, binding.formation());
    }

    Optional<Row> find(String name) {
        return query(SECRETS + " and s.name = ?", List.of(binding.formation(), name), SecretTable::row).stream()
                .findFirst();
    }

    /** One more than the page holds, if there are so many. */
    List<FormationSecret> list(PageRequest page) {
        Cursor after = page.cursor();
        List<Object> values = new ArrayList<>();
        values.add(binding.formation());
        Object at = after == null ? null : time(after.at());
        values.add(at);
        values.add(at);
        values.add(after == null ? "" : after.id().substring(CURSOR.length()));
        values.add(page.limit() + 1);
        values.add(page.offset());
        return query(PAGE, values, SecretTable::row).stream().map(Row::secret).toList();
    }

    /** Where a secret stands in the list: names are free, so their hashes tell two of one moment apart. */
    static Cursor position(FormationSecret secret) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(secret.name().getBytes(StandardCharsets.UTF_8));
            return new Cursor(
                    secret.createdAt(), CURSOR + HexFormat.of().formatHex(hash).substring(0, SHORTENED));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The platform lacks SHA-256", e);
        }
    }

    long count() {
        return query(COUNT, List.of(binding.formation()), row -> row.getLong(1)).get(0);
    }

    /**
     * Writes what may be listed.
     *
     * @param mayBeKey whether whoever keeps it might choose the formation's keys, too
     */
    void add(FormationSecret secret, long version, boolean mayBeKey) {
        change(
                ADD,
                binding.formation(),
                secret.name(),
                secret.preview(),
                version,
                time(secret.createdAt()),
                time(secret.updatedAt()),
                mayBeKey);
    }

    void change(FormationSecret secret, long version, boolean mayBeKey) {
        change(
                CHANGE,
                secret.preview(),
                version,
                time(secret.updatedAt()),
                mayBeKey,
                binding.formation(),
                secret.name());
    }

    void seal(String name, int generation, Sealed sealed) {
        change(SEAL, binding.formation(), name, generation, sealed.nonce(), sealed.bytes());
    }

    void reseal(String name, int generation, Sealed sealed) {
        change(RESEAL, generation, sealed.nonce(), sealed.bytes(), binding.formation(), name);
    }

    void delete(String name) {
        change(DELETE, binding.formation(), name);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new FormationSecret(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getObject(4, OffsetDateTime.class).toInstant()),
                row.getLong(5));
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private void change(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, List.of(values))) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private <T> List<T> query(String sql, List<?> values, Reader<T> reader) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, values);
                ResultSet row = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (row.next()) {
                found.add(reader.read(row));
            }
            return found;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, List<?> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    private static DatabaseException failure(SQLException e) {
        return new DatabaseException("The secrets of the formation did not answer", e);
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
