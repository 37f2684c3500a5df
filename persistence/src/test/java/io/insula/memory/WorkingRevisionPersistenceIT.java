package io.insula.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import io.insula.tenant.testing.Together;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Revision, number of entries and weight of a user's working memory, which the caches of all nodes go by. */
class WorkingRevisionPersistenceIT {

    private static final int CROWD = 16;

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void whatComesAndGoesIsCountedAndUseIsNot() throws SQLException {
        assertThat(state()).isEqualTo("1|1|4");

        said("wrk_9", "sess_1", 10);
        assertThat(state()).isEqualTo("2|2|14");

        change("update insula.working_entry set uses = uses + 1 where entry_id = 'wrk_9'");
        assertThat(state()).isEqualTo("2|2|14");

        change("delete from insula.working_entry where entry_id = 'wrk_9'");
        assertThat(state()).isEqualTo("3|1|4");
    }

    @Test
    void aCrowdIsCountedOneByOne() throws Exception {
        Together.all(CROWD, i -> {
            said("wrk_c" + i, "sess_1", 1);
            return i;
        });

        assertThat(state()).isEqualTo((CROWD + 1) + "|" + (CROWD + 1) + "|" + (CROWD + 4));
    }

    /** The cascade runs as the owner, yet the revision must rise: a cache would go on quoting what was forgotten. */
    @Test
    void aForgottenMemoryTakesItsEntryAlong() throws SQLException {
        List<String> others = neighbours.rowsOfOthers("working_entry", neighbours.alice());
        List<String> revisions = neighbours.rowsOfOthers("working_revision", neighbours.alice());

        change("delete from insula.memory where memory_id = 'mem_1'");

        assertThat(state()).isEqualTo("2|0|0");
        assertThat(neighbours.rowsOfOthers("working_entry", neighbours.alice())).isEqualTo(others);
        assertThat(neighbours.rowsOfOthers("working_revision", neighbours.alice()))
                .isEqualTo(revisions);
    }

    @Test
    void aMemoryThatSaysSomethingElseTakesItsEntryAlong() throws SQLException {
        change("update insula.memory set type = 'note' where memory_id = 'mem_1'");
        assertThat(state()).isEqualTo("1|1|4");

        change("update insula.memory set content = 'other words' where memory_id = 'mem_1'");
        assertThat(state()).isEqualTo("2|0|0");
    }

    @Test
    void aDeletedSessionTakesWhatWasSaidInItAlong() throws SQLException {
        said("wrk_9", "sess_1", 10);

        change("delete from insula.chat_session where session_id = 'sess_1'");

        assertThat(state()).isEqualTo("4|0|0");
    }

    private void said(String id, String session, int weight) throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            bound.change(
                    "insert into insula.working_entry (tenant_id, formation_id, user_id, entry_id, session_id, content,"
                            + " model, dimension, vector, weight, uses, used_at, created_at) values"
                            + " (?, ?, ?, ?, ?, 'words', 'model', 1, '\\x00000000', ?, 0, now(), now())",
                    alice.tenant(),
                    alice.formation(),
                    alice.person(),
                    id,
                    session,
                    weight);
            bound.commit();
        }
    }

    private void change(String sql) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            assertThat(bound.change(sql)).isOne();
            bound.commit();
        }
    }

    private String state() throws SQLException {
        Actor alice = neighbours.alice();
        return Superuser.rows(
                        "select revision, entries, weight from insula.working_revision"
                                + " where tenant_id = ? and formation_id = ? and user_id = ?",
                        alice.tenant(),
                        alice.formation(),
                        alice.person())
                .get(0);
    }
}
