package io.insula.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.Audit;
import io.insula.system.contract.Writers.Note;
import io.insula.system.launch.OwnDatabase;
import io.insula.system.launch.Patience;
import io.insula.system.wire.Door;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What stands in the database when all is over.
 *
 * @param door of a server that serves it
 */
record Aftermath(OwnDatabase database, Door door) {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String MEMORIES =
            "select memory_id from insula.memory m join insula.tenant t using (tenant_id)"
                    + " where t.slug = ? and m.content = ?";
    private static final String COUNT =
            "select count(*) from insula.memory m join insula.tenant t using (tenant_id) where t.slug = ?";
    private static final String WITHOUT_TRAIL =
            """
            with memories as (select memory_id from insula.memory join insula.tenant using (tenant_id) where slug = ?),
                 rows as (select resource_id, count(*) as many
                            from insula.audit_entry join insula.tenant using (tenant_id)
                           where slug = ? and action = 'memory.create' group by resource_id)
            select count(*) from memories full join rows on memory_id = resource_id
             where many is distinct from 1 or memory_id is null
            """;

    /**
     * What was acknowledged is there, what was not is wholly there or not at all, and sent again is there once; each with
     * its row of an unbroken trail.
     */
    void assertNothingIsLostOrHalfDone(Writers writers) throws SQLException {
        String tenant = writers.tenant();
        for (Note note : writers.acknowledged()) {
            assertThat(read(MEMORIES, tenant, note.words())).containsExactly(note.memory());
        }
        for (Note note : writers.refused()) {
            assertThat(read(MEMORIES, tenant, note.words())).hasSizeLessThan(2);
        }
        assertThat(count(WITHOUT_TRAIL, tenant, tenant)).isZero();
        for (Note note : writers.refused()) {
            assertThat(again(note).acknowledged()).isTrue();
            assertThat(read(MEMORIES, tenant, note.words())).hasSize(1);
        }
        assertThat(count(WITHOUT_TRAIL, tenant, tenant)).isZero();
        assertThat(count(COUNT, tenant))
                .isEqualTo(writers.acknowledged().size() + writers.refused().size());
        Audit trail = door.client().audit(tenant);
        Patience.until("the seal", LONG, () -> trail.head().unsealed() == 0);
        assertThat(trail.verify().faults()).isEmpty();
    }

    /** The same request until it is decided; the key is kept for a while by an attempt that nobody could end. */
    private Note again(Note note) {
        AtomicReference<Note> last = new AtomicReference<>();
        Patience.until("the repetition", LONG, () -> {
            last.set(Writers.send(door, note.user(), note.words()));
            return last.get().answer().status() != 409;
        });
        return last.get();
    }

    int count(String sql, String... parameters) throws SQLException {
        return Integer.parseInt(read(sql, parameters).get(0));
    }

    private List<String> read(String sql, String... parameters) throws SQLException {
        try (Connection connection = database.superuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
                return values;
            }
        }
    }
}
