package io.insula.credential;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The vault of all formations and tenants, as the owner of the schema sees it: through fixed functions, which hand out and
 * take nothing but bytes under seal.
 */
final class VaultTable implements AutoCloseable {

    private static final String TO_WRAP = "select formation_id, tenant_id, user_id, generation, master_id, wrapped"
            + " from insula_gate.vault_to_wrap(?, ?, ?, ?, ?)";
    private static final String WRAP = "select insula_gate.vault_wrap(?, ?, ?, ?, ?, ?)";
    private static final String MASTERS = "select master_id, keys from insula_gate.vault_masters(?)";
    private static final String SEALED = "select formation_id, tenant_id, user_id, id, service, name, version,"
            + " generation, nonce, sealed, key_generation, master_id, wrapped"
            + " from insula_gate.vault_sealed(?, ?, ?, ?)";
    private static final String SHRED = "select keys, credentials from insula_gate.vault_shred(?, ?)";

    /** Files of keys have copies on other hosts, but all of them open the same database. */
    private static final String LOCK = "select pg_try_advisory_lock(hashtextextended('insula vault rotate', 0))";

    private final Connection connection;

    VaultTable(String url, String ownerPassword) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser("insula_owner");
        source.setPassword(ownerPassword);
        connection = source.getConnection();
    }

    /**
     * The wrapped secret of an owner.
     *
     * @param wrapped without a nonce beside it: that stands within
     */
    record Wrapped(Owner owner, int generation, String masterId, Sealed wrapped) {

        /** Behind nothing. */
        static final Owner FIRST = new Owner("", "", "");
    }

    /**
     * Something sealed, with the key that it is sealed under.
     *
     * @param sealed null where there is nothing
     * @param key null where there is none
     */
    record Row(Owner owner, Owner.Label label, int generation, Sealed sealed, Wrapped key) {

        /** Which it is, in words that hold no secret. */
        String words() {
            String where = owner.tenant().isEmpty() ? "" : ", tenant " + owner.tenant() + ", user " + owner.user();
            return owner.formation() + where + ", " + label.id();
        }
    }

    /** What went. */
    record Shredded(long keys, long credentials) {}

    /** Whether this connection is the one that rotates, until it is closed. */
    boolean lock() throws SQLException {
        return query(LOCK, List.of(), row -> row.getBoolean(1)).get(0);
    }

    /** All wrapped secrets, those of formations first; the next behind an owner. */
    List<Wrapped> wrapped(Owner after, int most) throws SQLException {
        return toWrap("", after, most);
    }

    /** Wrapped secrets that hang on another master key, those of formations first; the next behind an owner. */
    List<Wrapped> toWrap(String currentId, Owner after, int most) throws SQLException {
        return query(
                TO_WRAP,
                List.of(currentId, after.tenant(), after.formation(), after.user(), most),
                row -> new Wrapped(
                        new Owner(row.getString(1), row.getString(2), row.getString(3)),
                        row.getInt(4),
                        row.getString(5),
                        new Sealed(new byte[0], row.getBytes(6))));
    }

    /** Puts a secret into another wrapping; false if it is not the one any more that was read. */
    boolean wrap(Wrapped known, String masterId, byte[] wrapped) throws SQLException {
        Owner owner = known.owner();
        return query(
                        WRAP,
                        List.of(
                                owner.formation(),
                                owner.tenant(),
                                owner.user(),
                                known.wrapped().bytes(),
                                masterId,
                                wrapped),
                        row -> row.getBoolean(1))
                .get(0);
    }

    /** How many wrapped secrets hang on which master key. */
    Map<String, Long> masters(boolean patiently) throws SQLException {
        Map<String, Long> masters = new TreeMap<>();
        query(MASTERS, List.of(patiently), row -> masters.put(row.getString(1), row.getLong(2)));
        return masters;
    }

    /** What is sealed, in order; the next behind a row. */
    List<Row> sealed(Row after, int most) throws SQLException {
        List<Object> from = after == null
                ? List.of("", "", "", most)
                : List.of(
                        after.owner().formation(),
                        after.owner().tenant(),
                        after.label().id(),
                        most);
        return query(SEALED, from, VaultTable::sealed);
    }

    private static Row sealed(ResultSet row) throws SQLException {
        Owner owner = new Owner(row.getString(1), row.getString(2), row.getString(3));
        byte[] bytes = row.getBytes(10);
        byte[] wrapped = row.getBytes(13);
        return new Row(
                owner,
                new Owner.Label(row.getString(4), row.getString(5), row.getString(6), row.getLong(7)),
                row.getInt(8),
                bytes == null ? null : new Sealed(row.getBytes(9), bytes),
                wrapped == null
                        ? null
                        : new Wrapped(owner, row.getInt(11), row.getString(12), new Sealed(new byte[0], wrapped)));
    }

    /** Shreds what a tenant keeps with a formation; empty if there is no such tenant. */
    Optional<Shredded> shred(String formation, String slug) throws SQLException {
        return query(SHRED, List.of(formation, slug), row -> new Shredded(row.getLong(1), row.getLong(2))).stream()
                .findFirst();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private <T> List<T> query(String sql, List<?> values, Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
