package io.insula.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** How an entry stands in the table. */
final class EntryRow {

    /** The columns that {@link #read} wants, in its order, of a table that is called {@code e}. */
    static final String COLUMNS = "e.entry_id, e.created_at, e.actor, e.user_id, e.action, e.resource_type,"
            + " e.resource_id, e.result, e.occurrences, e.address, e.request_id";

    private EntryRow() {}

    /** The entry whose columns begin behind so many others; null if there is none. */
    static AuditEntry read(ResultSet row, int behind) throws SQLException {
        String id = row.getString(behind + 1);
        if (id == null) {
            return null;
        }
        return new AuditEntry(
                id,
                row.getObject(behind + 2, OffsetDateTime.class).toInstant(),
                row.getString(behind + 3),
                row.getString(behind + 4),
                row.getString(behind + 5),
                row.getString(behind + 6),
                row.getString(behind + 7),
                row.getString(behind + 8),
                row.getInt(behind + 9),
                row.getString(behind + 10),
                row.getString(behind + 11));
    }
}
