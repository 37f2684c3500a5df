package io.insula.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import io.insula.tenant.testing.Together;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkClaimPersistenceIT {

    private static final String CLAIM = "select formation_id, tenant_id, user_id, work_id, lease, attempts"
            + " from insula_gate.claim_work(?::integer, ?::integer, ?::bigint, string_to_array(?, ' '),"
            + " string_to_array(?, ' '))";
    private static final String RENEW = "select formation_id, tenant_id, work_id from insula_gate.renew_work("
            + "array[?], array[?], array[?], array[?::bigint], 60000)";
    private static final int NO_LIMIT = 100;
    private static final long A_MINUTE = 60_000;
    private static final long PAST = -1_000;

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void theSameIdInFourHousesIsFourPiecesOfWork() throws SQLException {
        assertThat(claim(NO_LIMIT, NO_LIMIT, A_MINUTE, both())).hasSize(8).allMatch(row -> row.endsWith("|1|1"));
        assertThat(claim(NO_LIMIT, NO_LIMIT, A_MINUTE, both())).isEmpty();
    }

    @Test
    void aNodeTakesNothingOfFormationsThatItDoesNotServe() throws SQLException {
        assertThat(claim(NO_LIMIT, NO_LIMIT, A_MINUTE, neighbours.formation()))
                .hasSize(4)
                .allMatch(row -> row.startsWith(neighbours.formation() + "|"));
    }

    @Test
    void aTenantWithALongQueueLeavesRoomForTheOthers() throws SQLException {
        queue(neighbours.alice(), 50);

        List<String> first = claim(4, 2, A_MINUTE, neighbours.formation());
        assertThat(first).hasSize(4);
        assertThat(of(first, neighbours.tenant())).hasSize(2);
        assertThat(of(first, neighbours.otherTenant())).hasSize(2);

        assertThat(claim(4, 2, A_MINUTE, neighbours.formation())).isEmpty();
    }

    @Test
    void aCrowdOfNodesTakesEachPieceOnce() throws Exception {
        queue(neighbours.alice(), 40);
        List<String> taken = new ArrayList<>();
        Together.all(8, node -> claim(6, NO_LIMIT, A_MINUTE, neighbours.formation()))
                .forEach(taken::addAll);

        assertThat(taken).doesNotHaveDuplicates();
        assertThat(taken).allMatch(row -> row.endsWith("|1|1"));
    }

    @Test
    void whatASilentNodeHeldIsTakenOverUnderAHigherLease() throws SQLException {
        assertThat(claim(NO_LIMIT, NO_LIMIT, PAST, neighbours.formation())).hasSize(4);
        assertThat(claim(NO_LIMIT, NO_LIMIT, A_MINUTE, neighbours.formation()))
                .hasSize(4)
                .allMatch(row -> row.endsWith("|2|2"));
        Actor alice = neighbours.alice();
        assertThat(renew(alice, 1)).isEmpty();
        assertThat(renew(alice, 2)).containsExactly(alice.formation() + "|" + alice.tenant() + "|work_1");
    }

    @Test
    void holdingOnConcernsTheNamedPieceAlone() throws SQLException {
        claim(NO_LIMIT, NO_LIMIT, PAST, both());
        Actor alice = neighbours.alice();
        renew(alice, 1);

        assertThat(claim(NO_LIMIT, NO_LIMIT, A_MINUTE, both()))
                .hasSize(7)
                .noneMatch(
                        row -> row.startsWith(String.join("|", alice.formation(), alice.tenant(), alice.person(), "")));
    }

    @Test
    void whatIsCancelledIsNeitherTakenNorHeld() throws SQLException {
        claim(NO_LIMIT, NO_LIMIT, A_MINUTE, both());
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            bound.change("update insula.work set state = 'cancelled', lease = lease + 1, finished_at = now()");
            bound.commit();
        }
        assertThat(renew(alice, 1)).isEmpty();
        assertThat(renew(alice, 2)).isEmpty();
        assertThat(renew(neighbours.bob(), "work_2", 1)).hasSize(1);
    }

    @Test
    void theSweepTakesOldEndedWorkWithWhatBelongsToItAndNothingElse() throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            bound.change("update insula.work set state = 'dead', finished_at = now() - interval '8 days'");
            bound.commit();
        }
        try (AppConnection gate = AppConnection.atTheGate()) {
            gate.rows("select insula_gate.sweep_work(1000, now() - interval '7 days')");
            gate.commit();
        }
        for (String table : List.of("work", "work_payload")) {
            assertThat(Superuser.rows(
                            "select 1 from insula." + table + " where formation_id in (?, ?)",
                            neighbours.formation(),
                            neighbours.otherFormation()))
                    .hasSize(7);
        }
    }

    private List<String> renew(Actor actor, long lease) throws SQLException {
        return renew(actor, "work_1", lease);
    }

    private static List<String> renew(Actor actor, String work, long lease) throws SQLException {
        return atTheGate(RENEW, actor.tenant(), actor.formation(), work, lease);
    }

    private static List<String> claim(int most, int share, long lease, String formations) throws SQLException {
        return atTheGate(CLAIM, most, share, lease, formations, "seed");
    }

    private static List<String> atTheGate(String sql, Object... parameters) throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            List<String> rows = gate.rows(sql, parameters);
            gate.commit();
            return rows;
        }
    }

    private static void queue(Actor actor, int count) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(actor)) {
            bound.change(
                    "insert into insula.work (tenant_id, formation_id, work_id, user_id, kind, state, attempts, lease,"
                            + " due, created_at) select ?, ?, 'work_q' || n, ?, 'seed', 'queued', 0, 0,"
                            + " now() - interval '1 hour', now() from generate_series(1, ?) n",
                    actor.tenant(),
                    actor.formation(),
                    actor.person(),
                    count);
            bound.commit();
        }
    }

    private static List<String> of(List<String> claims, String tenant) {
        return claims.stream().filter(row -> row.contains("|" + tenant + "|")).toList();
    }

    private String both() {
        return neighbours.formation() + " " + neighbours.otherFormation();
    }
}
