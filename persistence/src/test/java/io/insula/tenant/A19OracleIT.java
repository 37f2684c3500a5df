package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.AppConnection.Refusal;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a constraint answers must not depend on what a stranger has: foreign and absent are the same. */
class A19OracleIT {

    private static final String MEMORY = "insert into insula.memory (tenant_id, formation_id, memory_id, user_id,"
            + " source, shape, content, created_at) values (?, ?, ?, ?, 'explicit', 'content', ?, now())";
    private static final String MESSAGE = "insert into insula.message (tenant_id, formation_id, message_id, session_id,"
            + " user_id, role, content, created_at) values (?, ?, 'msg_new', ?, ?, 'user', 'hidden', now())";
    private static final String BUFFER = "insert into insula.buffer_entry (tenant_id, formation_id, entry_id,"
            + " session_id, user_id, role, content, created_at) values (?, ?, 'buf_new', ?, ?, 'user', 'hidden', now())";
    private static final String VECTOR = "insert into insula.memory_vector (tenant_id, formation_id, memory_id,"
            + " user_id, revision, model, dimension, vector) values (?, ?, ?, ?, 0, 'model', 1, '\\x00000000')";
    private static final String CHECK_NOW = "set constraints all immediate";

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @ParameterizedTest
    @CsvSource({
        "memory, memory_id, mem_7",
        "message, message_id, msg_7",
        "buffer_entry, entry_id, buf_7",
        "chat_session, session_id, sess_7"
    })
    void anIdThatAnotherTenantOrFormationHasIsFree(String table, String column, String id) throws SQLException {
        for (Actor other : List.of(neighbours.aliceOfTheOtherTenant(), neighbours.aliceOfTheOtherFormation())) {
            rename(other, table, column, id);
        }
        Superuser.run("set session_replication_role = replica; delete from insula." + table + " where tenant_id = '"
                + neighbours.tenant() + "' and formation_id = '" + neighbours.formation() + "' and " + column
                + " = '" + id + "'");
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            assertThat(bound.change(
                            "insert into insula." + table + " select (jsonb_populate_record(r, jsonb_build_object('"
                                    + column + "', '" + id + "'))).* from insula." + table + " r"))
                    .isOne();
            bound.rollback();
        }
    }

    @Test
    void aRowForAStrangerIsRefusedAlikeWhetherItsIdExistsOrNot() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            for (Actor other : neighbours.othersThanAlice().toList()) {
                String existing = other.person().replace("usr", "mem");
                Refusal foreign =
                        bound.refusal(MEMORY, other.tenant(), other.formation(), existing, other.person(), "hidden");
                Refusal absent =
                        bound.refusal(MEMORY, other.tenant(), other.formation(), "mem_99", other.person(), "hidden");
                assertThat(foreign).isEqualTo(absent);
                assertThat(foreign.state()).isEqualTo("42501");
            }
        }
    }

    @Test
    void aStrangersSessionIsNoPlaceToSpeakAndLooksLikeNone() throws SQLException {
        for (String sql : List.of(MESSAGE, BUFFER)) {
            assertThat(hangingOn(sql, "sess_2")).isEqualTo(hangingOn(sql, "sess_99"));
            assertThat(hangingOn(sql, "sess_2").state()).isEqualTo("23503");
        }
    }

    @Test
    void aStrangersMemoryTakesNoVectorAndLooksLikeNone() throws SQLException {
        Superuser.run("delete from insula.memory_vector where memory_id = 'mem_2' and tenant_id = '"
                + neighbours.tenant() + "'");
        assertThat(hangingOn(VECTOR, "mem_2")).isEqualTo(hangingOn(VECTOR, "mem_99"));
        assertThat(hangingOn(VECTOR, "mem_2").state()).isEqualTo("23503");
    }

    @Test
    void theServersRefusalsNameNoValues() throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            for (Refusal refusal : List.of(
                    bound.refusal(MEMORY, alice.tenant(), alice.formation(), "mem_1", alice.person(), "hidden"),
                    bound.refusal(MEMORY, neighbours.otherTenant(), alice.formation(), "m", alice.person(), "hidden"),
                    bound.refusal(MEMORY, alice.tenant(), alice.formation(), "mem_9", alice.person(), null),
                    bound.refusal("update insula.memory set source = 'hidden'"))) {
                assertThat(refusal.message()).doesNotContain("hidden", alice.tenant(), alice.formation(), "usr_1");
            }
        }
    }

    private Refusal hangingOn(String sql, String parent) throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            bound.change(sql, alice.tenant(), alice.formation(), parent, alice.person());
            return bound.refusal(CHECK_NOW);
        }
    }

    /** Gives the row of one house an id that no other house has. */
    private static void rename(Actor owner, String table, String column, String id) throws SQLException {
        Superuser.run("set session_replication_role = replica; update insula." + table + " set " + column + " = '" + id
                + "' where tenant_id = '" + owner.tenant() + "' and formation_id = '" + owner.formation()
                + "' and user_id = '" + owner.person() + "'");
    }
}
