package io.insula.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The tables of the chain, as the sealer writes them: one batch, one transaction, all or nothing. */
final class SealStore {

    private static final String HOLD = "select pg_try_advisory_xact_lock(hashtextextended(?, 3))";
    private static final String WAITING =
            "select distinct tenant_id from insula.audit_pending where formation_id = ? order by 1";
    private static final String LAST_SEAL = "select position, entry_id, encode(digest, 'hex'), encode(hash, 'hex')"
            + " from insula.audit_seal where tenant_id = ? and formation_id = ? order by position desc limit 1";
    private static final String LAST_HEAD = "select position, '', '', encode(hash, 'hex') from insula.audit_head"
            + " where tenant_id = ? and formation_id = ? order by position desc limit 1";
    private static final String NEXT = "select " + EntryRow.COLUMNS + " from insula.audit_pending p"
            + " join insula.audit_entry e on e.tenant_id = p.tenant_id and e.formation_id = p.formation_id"
            + " and e.entry_id = p.entry_id"
            + " where p.tenant_id = ? and p.formation_id = ? order by p.created_at, p.entry_id limit ?";
    private static final String ADD_SEAL = "insert into insula.audit_seal (tenant_id, formation_id, position, entry_id,"
            + " digest, hash) values (?, ?, ?, ?, ?, ?)";
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

    /** Entries that wait for their seal, oldest first. */
    List<AuditEntry> next(int most) throws SQLException {
        List<AuditEntry> entries = new ArrayList<>();
        try (PreparedStatement statement = prepare(NEXT)) {
            statement.setInt(3, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(EntryRow.read(row, 0));
                }
            }
        }
        return entries;
    }

    void add(List<Seal> seals) throws SQLException {
        HexFormat hex = HexFormat.of();
        try (PreparedStatement statement = prepare(ADD_SEAL)) {
            for (Seal seal : seals) {
                statement.setString(1, chain.tenant());
                statement.setString(2, chain.formation());
                statement.setLong(3, seal.position());
                statement.setString(4, seal.entryId());
                statement.setBytes(5, hex.parseHex(seal.digest()));
                statement.setBytes(6, hex.parseHex(seal.hash()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    void add(SealedHead head) throws SQLException {
        try (PreparedStatement statement = prepare(ADD_HEAD)) {
            statement.setLong(3, head.position());
            statement.setInt(4, head.entries());
            statement.setBytes(5, head.hashBytes());
            statement.setObject(6, head.sealedAt().atOffset(ZoneOffset.UTC));
            statement.setString(7, head.keyId());
            statement.setBytes(8, head.signatureBytes());
            statement.executeUpdate();
        }
    }

    /** Takes sealed entries, sorted as {@link #next} gave them, from the list of those that wait. */
    void removePending(List<AuditEntry> entries) throws SQLException {
        OffsetDateTime latest = entries.get(entries.size() - 1).createdAt().atOffset(ZoneOffset.UTC);
        Object[] ids = entries.stream().map(AuditEntry::id).toArray();
        try (PreparedStatement statement = prepare(REMOVE_PENDING)) {
            statement.setObject(3, latest);
            statement.setArray(4, connection.createArrayOf("text", ids));
            statement.executeUpdate();
        }
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
