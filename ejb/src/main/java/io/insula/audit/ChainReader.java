package io.insula.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The links and heads of one chain, for whoever verifies it. */
final class ChainReader {

    private static final String OF_CHAIN = " where tenant_id = ? and formation_id = ?";
    private static final String SEALS =
            "select s.position, s.entry_id, encode(s.digest, 'hex'), encode(s.hash, 'hex'), "
                    + EntryRow.COLUMNS + " from insula.audit_seal s left join insula.audit_entry e"
                    + " on e.tenant_id = s.tenant_id and e.formation_id = s.formation_id and e.entry_id = s.entry_id"
                    + " where s.tenant_id = ? and s.formation_id = ? and s.position > ? and s.position <= ?"
                    + " order by s.position limit ?";
    private static final String HEADS = "select position, entries, encode(hash, 'hex'), sealed_at, key_id, signature"
            + " from insula.audit_head" + OF_CHAIN;
    private static final String BOUNDS = "select (select min(position) from insula.audit_seal" + OF_CHAIN
            + "), (select max(position) from insula.audit_seal" + OF_CHAIN
            + "), (select max(position) from insula.audit_head" + OF_CHAIN + ")";
    private static final String WAITING = "select count(*), min(created_at) from insula.audit_pending" + OF_CHAIN;
    private static final String STRAYS = "select e.entry_id from insula.audit_entry e"
            + " where e.tenant_id = ? and e.formation_id = ?"
            + " and not exists (select from insula.audit_seal s where s.tenant_id = e.tenant_id"
            + " and s.formation_id = e.formation_id and s.entry_id = e.entry_id)"
            + " and not exists (select from insula.audit_pending p where p.tenant_id = e.tenant_id"
            + " and p.formation_id = e.formation_id and p.created_at = e.created_at and p.entry_id = e.entry_id)"
            + " limit ?";
    private static final String LOST = "select p.entry_id from insula.audit_pending p"
            + " where p.tenant_id = ? and p.formation_id = ?"
            + " and not exists (select from insula.audit_entry e where e.tenant_id = p.tenant_id"
            + " and e.formation_id = p.formation_id and e.entry_id = p.entry_id) limit ?";
    private static final String PRUNED = "select count(*) from insula.audit_entry" + OF_CHAIN + " and action = '"
            + ChainCheck.PRUNE + "' and resource_id = ?";

    private final Connection connection;
    private final Chain chain;

    ChainReader(Connection connection, Chain chain) {
        this.connection = connection;
        this.chain = chain;
    }

    /** A link with its entry; null if that is gone. */
    record Linked(Seal seal, AuditEntry entry) {}

    /** The first and the last link that there are, and the last head; 0 for none. */
    record Bounds(long first, long last, long lastHead) {}

    /** Entries without a seal; {@code oldest} is null if there are none. */
    record Waiting(long count, Instant oldest) {}

    Bounds bounds() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BOUNDS)) {
            for (int i = 0; i < 3; i++) {
                statement.setString(2 * i + 1, chain.tenant());
                statement.setString(2 * i + 2, chain.formation());
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Bounds(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        }
    }

    /** Links behind a position and up to another one, with their entries. */
    List<Linked> links(long after, long to, int most) throws SQLException {
        List<Linked> links = new ArrayList<>();
        try (PreparedStatement statement = prepare(SEALS)) {
            statement.setLong(3, after);
            statement.setLong(4, to);
            statement.setInt(5, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Seal seal = new Seal(row.getLong(1), row.getString(2), row.getString(3), row.getString(4));
                    links.add(new Linked(seal, EntryRow.read(row, 4)));
                }
            }
        }
        return links;
    }

    /** Heads behind a position and up to another one. */
    List<SealedHead> heads(long after, long to) throws SQLException {
        try (PreparedStatement statement = prepare(HEADS + " and position > ? and position <= ? order by position")) {
            statement.setLong(3, after);
            statement.setLong(4, to);
            return heads(statement);
        }
    }

    Optional<SealedHead> lastHead() throws SQLException {
        try (PreparedStatement statement = prepare(HEADS + " order by position desc limit 1")) {
            return heads(statement).stream().findFirst();
        }
    }

    Waiting waiting() throws SQLException {
        try (PreparedStatement statement = prepare(WAITING);
                ResultSet row = statement.executeQuery()) {
            row.next();
            OffsetDateTime oldest = row.getObject(2, OffsetDateTime.class);
            return new Waiting(row.getLong(1), oldest == null ? null : oldest.toInstant());
        }
    }

    /** Entries that neither have a seal nor wait for one. */
    List<String> strays(int most) throws SQLException {
        return ids(STRAYS, most);
    }

    /** Entries that waited for their seal and are gone. */
    List<String> lost(int most) throws SQLException {
        return ids(LOST, most);
    }

    /** Whether the trail itself tells that the chain was pruned up to a position. */
    boolean tellsOfPruning(long position) throws SQLException {
        try (PreparedStatement statement = prepare(PRUNED)) {
            statement.setString(3, Long.toString(position));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getLong(1) > 0;
            }
        }
    }

    private List<String> ids(String sql, int most) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql)) {
            statement.setInt(3, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
        }
        return ids;
    }

    private static List<SealedHead> heads(PreparedStatement statement) throws SQLException {
        List<SealedHead> heads = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                heads.add(new SealedHead(
                        row.getLong(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getString(5),
                        SealedHead.text(row.getBytes(6))));
            }
        }
        return heads;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, chain.tenant());
        statement.setString(2, chain.formation());
        return statement;
    }
}
