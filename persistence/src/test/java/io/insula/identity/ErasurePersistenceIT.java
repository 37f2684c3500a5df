package io.insula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database does of an erasure: all tables of users, one user alone, and nothing written behind its back. */
class ErasurePersistenceIT {

    private static final String TABLES = "select name from insula_context.tables_of_users()";
    private static final String ERASE = "select name, gone from insula_context.erase_rows(?::integer)";
    private static final String HOLD = "select insula_context.hold_person()";
    private static final String REMOVE = "select name, gone from insula_context.remove_person()";
    private static final String COUNT = "select insula_context.count_rows()";

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    /** A table that is added later is among these by itself; whoever adds it must let users delete their rows. */
    @Test
    void everyTableOfUsersCanBeErased() throws SQLException {
        List<String> tables = Superuser.rows(TABLES);
        assertThat(tables)
                .contains("memory", "message", "working_entry", "preference")
                .doesNotHaveDuplicates();
        assertThat(Superuser.rows("select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
                        + " where c.relnamespace = 'insula'::regnamespace and c.relkind in ('r', 'p')"
                        + " and a.attname = 'user_id'"))
                .hasSize(tables.size() + 3)
                .contains("app_user", "user_identifier", "audit_entry")
                .containsAll(tables);
        for (String table : tables) {
            assertThat(Superuser.rows(
                            "select has_table_privilege('insula_user', 'insula.' || ?, 'DELETE'),"
                                    + " exists (select from pg_policies p where p.tablename = ?"
                                    + " and 'insula_user' = any (p.roles) and p.cmd in ('ALL', 'DELETE'))",
                            table,
                            table))
                    .as(table)
                    .containsExactly("t|t");
        }
    }

    @Test
    void oneUserGoesWholeAndNobodyElseLosesARow() throws SQLException {
        Actor alice = neighbours.alice();
        Map<String, List<String>> before = ofOthers();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            bound.rows(HOLD);
            assertThat(bound.rows(ERASE, (Object) null))
                    .contains("memory|1", "message|1", "memory_vector|1", "working_entry|1", "preference|1");
            assertThat(bound.rows(REMOVE)).containsExactly("user_identifier|1", "app_user|1");
            assertThat(bound.rows(COUNT)).containsExactly("0");
            bound.commit();
        }
        assertThat(ofOthers()).isEqualTo(before);
        for (String table : before.keySet()) {
            assertThat(Superuser.rows(
                            "select 1 from insula." + table
                                    + " where tenant_id = ? and formation_id = ? and user_id = ?",
                            alice.tenant(),
                            alice.formation(),
                            alice.person()))
                    .as(table)
                    .isEmpty();
        }
    }

    @Test
    void aHugeUserGoesInBatches() throws SQLException {
        Superuser.run(
                "insert into insula.message (tenant_id, formation_id, message_id, session_id, user_id, role, content,"
                        + " created_at) select tenant_id, formation_id, 'msg_b' || n, session_id, user_id, 'user', '', now()"
                        + " from insula.chat_session, generate_series(1, 24) n where session_id = 'sess_1' and tenant_id = '"
                        + neighbours.tenant() + "' and formation_id = '" + neighbours.formation() + "'");
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            assertThat(bound.rows(ERASE, 10)).contains("message|10");
            assertThat(bound.rows(ERASE, 10)).contains("message|10");
            assertThat(bound.rows(ERASE, 10)).contains("message|5");
            assertThat(bound.rows(COUNT)).containsExactly("2");
        }
    }

    @Test
    void whoeverWantsToWriteWaitsAndThenCannot() throws Exception {
        Actor alice = neighbours.alice();
        try (AppConnection erasing = AppConnection.boundTo(alice);
                AppConnection writing = AppConnection.boundTo(alice)) {
            erasing.rows(HOLD);
            CompletableFuture<AppConnection.Refusal> refused =
                    CompletableFuture.supplyAsync(() -> refusalOfASession(writing, alice));
            erasing.rows(ERASE, (Object) null);
            erasing.rows(REMOVE);
            erasing.commit();
            assertThat(refused.get(30, TimeUnit.SECONDS).state()).isEqualTo("23503");
        }
    }

    @Test
    void noOtherScopeErasesAnybody() throws SQLException {
        for (Actor actor : List.of(
                Actor.tenant(neighbours.formation(), neighbours.tenant()), Actor.platform(neighbours.formation()))) {
            try (AppConnection bound = AppConnection.boundTo(actor)) {
                for (String call : List.of(REMOVE, HOLD, COUNT)) {
                    assertThat(bound.refusal(call).state()).isEqualTo("42501");
                }
                assertThat(bound.refusal(ERASE, 1).state()).isEqualTo("42501");
            }
        }
        try (AppConnection unbound = AppConnection.unbound()) {
            assertThat(unbound.refusal(REMOVE).state()).isEqualTo("42501");
        }
    }

    @Test
    void withoutAContextNothingGoes() throws SQLException {
        Map<String, List<String>> before = ofOthers();
        try (AppConnection nobody = AppConnection.boundTo(Actor.user("", "", ""))) {
            assertThat(nobody.rows(ERASE, (Object) null)).allMatch(row -> row.endsWith("|0"));
            assertThat(nobody.rows(REMOVE)).containsExactly("user_identifier|0", "app_user|0");
            nobody.commit();
        }
        assertThat(ofOthers()).isEqualTo(before);
    }

    private AppConnection.Refusal refusalOfASession(AppConnection writing, Actor alice) {
        try {
            return writing.refusal(
                    "insert into insula.chat_session (tenant_id, formation_id, session_id, user_id, created_at,"
                            + " last_active_at) values (?, ?, 'sess_late', ?, now(), now())",
                    alice.tenant(),
                    alice.formation(),
                    alice.person());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, List<String>> ofOthers() throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : Superuser.rows(TABLES)) {
            rows.put(table, neighbours.rowsOfOthers(table, neighbours.alice()));
        }
        return rows;
    }
}
