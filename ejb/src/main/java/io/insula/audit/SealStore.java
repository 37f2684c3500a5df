package io.insula.audit;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The tables of the chain, as the sealer writes them: one batch, one transaction, all or nothing. */
final class SealStore {

    private static final String HOLD = "select pg_try_advisory_xact_lock(hashtextextended(?, 3))";
    private static final String WAITING =
            "select distinct tenant_id from insula.audit_pending where formation_id = ? order by 1";
    private static final String LAST_SEAL = "select position, entry_id, encode(digest, 'hex'), encode(hash, 'hex')"
            + " from insula.audit_seal where tenant_id = ? and formation_id = ? order by position desc limit 1";
    private static final String LAST_HEAD = "select position, '', '', encode(hash, 'hex') from insula.audit_head"
            + " where tenant_id = ? and formation_id = ? order by position desc limit 1";
    private static final String WAITING_ENTRIES = "select created_at, entry_id from insula.audit_pending"
            + " where tenant_id = ? and formation_id = ? and (created_at, entry_id) > (?, ?)"
            + " order by created_at, entry_id limit ?";
    /** By time as well as by id: so the index by age serves, also before the database has counted what there is. */
    private static final String ENTRIES = "select " + EntryRow.COLUMNS + " from insula.audit_entry e"
            + " where e.tenant_id = ? and e.formation_id = ? and e.created_at between ? and ? and e.entry_id = any (?)"
            + " order by e.created_at, e.entry_id";

    private static final String ADD_SEALS =
            "insert into insula.audit_seal (tenant_id, formation_id, position, entry_id,"
                    + " digest, hash) select ?, ?, s.position, s.entry_id, decode(s.digest, 'hex'), decode(s.hash, 'hex')"
                    + " from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) s(position, entry_id, digest, hash)";
    private static final String ADD_HEAD = "insert into insula.audit_head (tenant_id, formation_id, position, entries,"
            + " hash, sealed_at, key_id, signature) values (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String REMOVE_PENDING = "delete from insula.audit_pending"
            + " where tenant_id = ? and formation_id = ? and created_at <= ? and entry_id = any (?)";

    private final Connection connection;
    private final Chain chain;

    SealStore(Connection connection, Chain chain) {
        this.connection = connection;
        this.chain = chain;
    }

    /** An entry that waits, as the list of those says. */
    private record Waiting(Instant createdAt, String entryId) {}

    /** The tenants of a formation, and the formation itself, that have entries without a seal. */
    static List<String> waiting(Connection connection, String formation) throws SQLException {
        List<String> tenants = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
            statement.setString(1, formation);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tenants.add(row.getString(1));
                }
            }
        }
        return tenants;
    }

    /** Whether this transaction alone may seal the chain until its end; if another does, nobody waits. */
    boolean hold() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
            statement.setString(1, "insula.audit/" + chain.formation() + '/' + chain.tenant());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** The end of the chain: its last link, or what a head says of one that is not kept any more. */
    Seal last() throws SQLException {
        Seal seal = one(LAST_SEAL);
        Seal head = one(LAST_HEAD);
        return seal.position() >= head.position() ? seal : head;
    }

    /** Entries that wait for their seal, oldest first. Those that went before they were sealed are passed over. */
    List<AuditEntry> next(int most) throws SQLException {
        Waiting last = new Waiting(Instant.EPOCH, "");
        List<Waiting> waiting;
        List<AuditEntry> entries = List.of();
        do {
            waiting = waiting(last, most);
            if (!waiting.isEmpty()) {
                last = waiting.get(waiting.size() - 1);
                entries = entries(waiting);
            }
        } while (entries.isEmpty() && waiting.size() == most);
        return entries;
    }

    private List<Waiting> waiting(Waiting after, int most) throws SQLException {
        List<Waiting> waiting = new ArrayList<>();
        try (PreparedStatement statement = prepare(WAITING_ENTRIES)) {
            statement.setObject(3, utc(after.createdAt()));
            statement.setString(4, after.entryId());
            statement.setInt(5, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    waiting.add(
                            new Waiting(row.getObject(1, OffsetDateTime.class).toInstant(), row.getString(2)));
                }
            }
        }
        return waiting;
    }

    private List<AuditEntry> entries(List<Waiting> waiting) throws SQLException {
        List<AuditEntry> entries = new ArrayList<>();
        try (PreparedStatement statement = prepare(ENTRIES)) {
            statement.setObject(3, utc(waiting.get(0).createdAt()));
            statement.setObject(4, utc(waiting.get(waiting.size() - 1).createdAt()));
            statement.setArray(5, array("text", waiting, Waiting::entryId));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(EntryRow.read(row, 0));
                }
            }
        }
        return entries;
    }

    void add(List<Seal> seals) throws SQLException {
        try (PreparedStatement statement = prepare(ADD_SEALS)) {
            statement.setArray(3, array("bigint", seals, Seal::position));
            statement.setArray(4, array("text", seals, Seal::entryId));
            statement.setArray(5, array("text", seals, Seal::digest));
            statement.setArray(6, array("text", seals, Seal::hash));
            statement.executeUpdate();
        }
    }

    void add(SealedHead head) throws SQLException {
        try (PreparedStatement statement = prepare(ADD_HEAD)) {
            statement.setLong(3, head.position());
            statement.setInt(4, head.entries());
            statement.setBytes(5, head.hashBytes());
            statement.setObject(6, utc(head.sealedAt()));
            statement.setString(7, head.keyId());
            statement.setBytes(8, head.signatureBytes());
            statement.executeUpdate();
        }
    }

    /** Takes sealed entries, sorted as {@link #next} gave them, from the list of those that wait. */
    void removePending(List<AuditEntry> entries) throws SQLException {
        try (PreparedStatement statement = prepare(REMOVE_PENDING)) {
            statement.setObject(3, utc(entries.get(entries.size() - 1).createdAt()));
            statement.setArray(4, array("text", entries, AuditEntry::id));
            statement.executeUpdate();
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private <T> Array array(String type, List<T> of, Function<T, ?> column) throws SQLException {
        return connection.createArrayOf(type, of.stream().map(column).toArray());
    }

    private Seal one(String sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? new Seal(row.getLong(1), row.getString(2), row.getString(3), row.getString(4))
                    : Seal.NONE;
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, chain.tenant());
        statement.setString(2, chain.formation());
        return statement;
    }
}
