package io.insula.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is noted of indexes outside: numbers for what was said, and which index is to go, whoever it belonged to. */
class WorkingIndexPersistenceIT {

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void whatIsSaidIsNumberedByTheDatabase() throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            for (String id : List.of("wrk_8", "wrk_9")) {
                bound.change(
                        "insert into insula.working_entry (tenant_id, formation_id, user_id, entry_id, session_id, content,"
                                + " model, dimension, vector, weight, uses, used_at, created_at, revision) values"
                                + " (?, ?, ?, ?, 'sess_1', 'words', 'model', 1, '\\x00000000', 1, 0, now(), now(), 77)",
                        alice.tenant(),
                        alice.formation(),
                        alice.person(),
                        id);
            }
            bound.commit();
        }

        assertThat(Superuser.rows(
                        "select entry_id, revision from insula.working_entry where tenant_id = ? and formation_id = ?"
                                + " and user_id = ? order by revision",
                        alice.tenant(),
                        alice.formation(),
                        alice.person()))
                .containsExactly("wrk_1|1", "wrk_8|2", "wrk_9|3");
    }

    /** Every neighbour has said something first: a server that mixes them names numbers that all of them have. */
    @Test
    void aNumberFindsTheUsersOwnRowWhoeverElseHasTheSame() throws SQLException {
        assertThat(Superuser.rows("select count(*) > 4 from insula.working_entry where revision = 1"))
                .containsExactly("t");

        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            assertThat(bound.rows("select user_id from insula.working_entry where revision in (1, 2, 3)"))
                    .containsExactly(neighbours.alice().person());
        }
    }

    @Test
    void anIndexThatGoesIsNotedAndNobodyElsesIs() throws SQLException {
        List<String> others = neighbours.rowsOfOthers("working_index", neighbours.alice());

        giveUp();

        assertThat(leaving()).hasSize(1);
        assertThat(neighbours.rowsOfOthers("working_index", neighbours.alice())).isEqualTo(others);
    }

    @Test
    void anIndexThatNobodyFillsGoesForGood() throws SQLException {
        giveUp();

        assertThat(left()).containsExactly("t");
        assertThat(leaving()).isEmpty();
    }

    @Test
    void anIndexThatMayStillBeFilledIsAskedForAgain() throws SQLException {
        change("update insula.working_index set filled_until = now() + interval '1 hour'");
        giveUp();

        assertThat(left()).containsExactly("f");
        assertThat(leaving()).hasSize(1).allMatch(row -> row.endsWith("|f"));
    }

    @Test
    void nobodyBeginsAnIndexInTheNameOfAnother() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            for (Actor other : neighbours.othersThanAlice().toList()) {
                assertThat(bound.refusal(
                                        "insert into insula.working_index (tenant_id, formation_id, user_id, index_id,"
                                                + " model, up_to, held, filled_until, created_at) values"
                                                + " (?, ?, ?, repeat('f', 64), 'other', 0, 0, now(), now())",
                                        other.tenant(),
                                        other.formation(),
                                        other.person())
                                .state())
                        .isEqualTo("42501");
            }
        }
    }

    @Test
    void noUserTouchesWhatIsLeaving() throws SQLException {
        giveUp();

        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            assertThat(bound.refusal("select count(*) from insula.working_index_leaving")
                            .state())
                    .isEqualTo("42501");
            assertThat(bound.refusal("delete from insula.working_index_leaving").state())
                    .isEqualTo("42501");
        }
    }

    private void giveUp() throws SQLException {
        change("delete from insula.working_index");
    }

    private void change(String sql) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            assertThat(bound.change(sql)).isOne();
            bound.commit();
        }
    }

    /** Which of the tenant's indexes are to go, and whether that is due. */
    private List<String> leaving() throws SQLException {
        return Superuser.rows(
                "select index_id, due <= now() from insula.working_index_leaving where tenant_id = ? and formation_id = ?",
                neighbours.alice().tenant(),
                neighbours.alice().formation());
    }

    private List<String> left() throws SQLException {
        return Superuser.rows(
                "select insula_gate.index_left(tenant_id, formation_id, index_id) from insula.working_index_leaving"
                        + " where tenant_id = ? and formation_id = ?",
                neighbours.alice().tenant(),
                neighbours.alice().formation());
    }
}
