package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGStatement;

/**
 * CVE-2024-10976: a statement that was planned for one role or tenant and runs for the next. One and the same prepared
 * statement on one connection goes through every scope, several times, so that the generic plan is reached too.
 */
class A4PlanReuseIT {

    private static final int PAST_THE_GENERIC_PLAN = 7;

    private Neighbours neighbours;

    @BeforeAll
    static void someFunctionsKeepTheirOwnPlans() throws SQLException {
        Superuser.run(
                "create schema reuse",
                "grant usage on schema reuse to insula_user, insula_tenant, insula_platform, insula_app",
                "create function reuse.in_plpgsql() returns setof text language plpgsql stable as $$ begin return query"
                        + " select formation_id || '/' || tenant_id || '/' || session_id from insula.chat_session; end $$",
                "create function reuse.in_sql() returns setof text language sql stable as $$"
                        + " select formation_id || '/' || tenant_id || '/' || session_id from insula.chat_session $$",
                "create view reuse.through_a_view with (security_invoker = true) as"
                        + " select formation_id || '/' || tenant_id || '/' || session_id from insula.chat_session",
                "grant select on reuse.through_a_view to insula_user, insula_tenant, insula_platform, insula_app");
    }

    @AfterAll
    static void andGoAgain() throws SQLException {
        Superuser.run("drop schema reuse cascade");
    }

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select formation_id || '/' || tenant_id || '/' || session_id from insula.chat_session",
                "select (select formation_id || '/' || tenant_id || '/' || o.session_id) from insula.chat_session o",
                "select (select max(i.formation_id || '/' || i.tenant_id || '/' || i.session_id)"
                        + " from insula.chat_session i where i.ctid = o.ctid) from insula.chat_session o",
                "select x from (select formation_id || '/' || tenant_id || '/' || session_id as x"
                        + " from insula.chat_session offset 0) s",
                "with c as (select * from insula.chat_session)"
                        + " select formation_id || '/' || tenant_id || '/' || session_id from c",
                "with c as materialized (select * from insula.chat_session)"
                        + " select formation_id || '/' || tenant_id || '/' || session_id from c",
                "select formation_id || '/' || tenant_id || '/' || session_id from insula.chat_session o"
                        + " where exists (select 1 from insula.chat_session i where i.session_id = o.session_id)",
                "with c as (update insula.chat_session set last_active_at = last_active_at returning *)"
                        + " select formation_id || '/' || tenant_id || '/' || session_id from c",
                "select * from reuse.in_plpgsql()",
                "select * from reuse.in_sql()",
                "select * from reuse.through_a_view"
            })
    void onePreparedStatementGivesEachItsOwnRows(String sql) throws SQLException {
        for (String mode : List.of("auto", "force_generic_plan", "force_custom_plan")) {
            try (AppConnection connection = AppConnection.unbound();
                    PreparedStatement prepared = connection.prepare(sql)) {
                connection.change("set plan_cache_mode = " + mode);
                connection.commit();
                prepared.unwrap(PGStatement.class).setPrepareThreshold(1);
                everyoneTakesHisTurn(connection, prepared, !sql.contains("update"));
                assertThat(prepared.unwrap(PGStatement.class).isUseServerPrepare())
                        .isTrue();
            }
        }
    }

    private void everyoneTakesHisTurn(AppConnection connection, PreparedStatement prepared, boolean reading)
            throws SQLException {
        Actor alice = neighbours.alice();
        Actor administrator = Actor.tenant(alice.formation(), alice.tenant());
        for (int round = 0; round < 2; round++) {
            for (int time = 0; time < PAST_THE_GENERIC_PLAN; time++) {
                seesOnly(connection, prepared, alice, session(alice));
            }
            seesOnly(connection, prepared, neighbours.bob(), session(neighbours.bob()));
            seesOnly(connection, prepared, neighbours.aliceOfTheOtherTenant(), otherTenantsSession());
            seesOnly(connection, prepared, neighbours.aliceOfTheOtherFormation(), otherFormationsSession());
            seesOnly(connection, prepared, Actor.user(null, null, null));
            if (reading) {
                seesOnly(connection, prepared, administrator, session(alice), session(neighbours.bob()));
            } else {
                isRefused(connection, prepared, administrator);
            }
            isRefused(connection, prepared, Actor.platform(alice.formation()));
            assertThatThrownBy(prepared::executeQuery).hasMessageContaining("permission denied");
            connection.rollback();
        }
    }

    private static void seesOnly(AppConnection connection, PreparedStatement prepared, Actor actor, String... expected)
            throws SQLException {
        connection.bind(actor);
        List<String> seen = new ArrayList<>();
        try (ResultSet result = prepared.executeQuery()) {
            while (result.next()) {
                seen.add(result.getString(1));
            }
        }
        connection.commit();
        assertThat(seen).containsExactlyInAnyOrder(expected);
    }

    private static void isRefused(AppConnection connection, PreparedStatement prepared, Actor actor)
            throws SQLException {
        connection.bind(actor);
        assertThatThrownBy(prepared::executeQuery).hasMessageContaining("permission denied");
        connection.rollback();
    }

    private String otherTenantsSession() {
        return session(neighbours.aliceOfTheOtherTenant());
    }

    private String otherFormationsSession() {
        return session(neighbours.aliceOfTheOtherFormation());
    }

    private static String session(Actor actor) {
        return actor.formation() + '/' + actor.tenant() + '/' + actor.person().replace("usr", "sess");
    }
}
