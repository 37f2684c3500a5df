package io.insula.audit;

import io.insula.audit.AuditFilter.Condition;
import io.insula.kernel.PageRequest.Cursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The entries of one chain, in slices by time and id. */
final class EntryReader {

    private static final String SELECT =
            "select " + EntryRow.COLUMNS + " from insula.audit_entry e where e.tenant_id = ? and e.formation_id = ?";

    private final Connection connection;
    private final Chain chain;

    EntryReader(Connection connection, Chain chain) {
        this.connection = connection;
        this.chain = chain;
    }

    /** The newest entries, but for so many of them, or those that are older than where a slice ended. */
    List<AuditEntry> newest(AuditFilter filter, Cursor after, int behind, int most) throws SQLException {
        String sql = where(filter)
                + (after == null ? "" : " and (e.created_at, e.entry_id) < (?, ?)")
                + " order by e.created_at desc, e.entry_id desc limit ? offset ?";
        return read(sql, filter, after, most, behind);
    }

    /** The oldest entries, or those that are newer than where a slice ended. */
    List<AuditEntry> oldest(AuditFilter filter, Cursor after, int most) throws SQLException {
        String sql = where(filter)
                + (after == null ? "" : " and (e.created_at, e.entry_id) > (?, ?)")
                + " order by e.created_at, e.entry_id limit ? offset ?";
        return read(sql, filter, after, most, 0);
    }

    /** Words of this class and parameters; nothing of a caller's becomes a part of the statement. */
    private static String where(AuditFilter filter) {
        StringBuilder sql = new StringBuilder(SELECT);
        for (Condition condition : filter.conditions()) {
            sql.append(" and ").append(condition.sql());
        }
        return sql.toString();
    }

    private List<AuditEntry> read(String sql, AuditFilter filter, Cursor after, int most, int behind)
            throws SQLException {
        List<Object> values = new ArrayList<>(List.of(chain.tenant(), chain.formation()));
        filter.conditions().forEach(condition -> values.add(condition.value()));
        if (after != null) {
            values.add(after.at());
            values.add(after.id());
        }
        values.add(most);
        values.add(behind);
        List<AuditEntry> entries = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                statement.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(EntryRow.read(row, 0));
                }
            }
        }
        return entries;
    }
}
