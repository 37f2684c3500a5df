package io.insula.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotencySweepPersistenceIT {

    private static final String SWEEP = "select insula_gate.sweep_idempotency(?::integer)";

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
        // What earlier tests have left would be counted here.
        sweep(1_000_000);
    }

    @Test
    void keysWhoseTimeIsOverGoInEveryHouseAndNoOthers() throws SQLException {
        for (Actor actor : everybody()) {
            expire(actor);
        }
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            bound.change("update insula.idempotency set expires_at = now() + interval '1 hour'");
            bound.commit();
        }

        assertThat(sweep(1000)).isEqualTo(everybody().size() - 1);

        for (String table : List.of("idempotency", "idempotency_answer")) {
            assertThat(Superuser.rows(
                            "select formation_id, tenant_id, user_id from insula." + table
                                    + " where formation_id in (?, ?)",
                            neighbours.formation(),
                            neighbours.otherFormation()))
                    .contains(name(alice))
                    .doesNotContainAnyElementsOf(neighbours
                            .othersThanAlice()
                            .map(IdempotencySweepPersistenceIT::name)
                            .toList());
        }
    }

    @Test
    void noMoreGoAtOnceThanIsAskedFor() throws SQLException {
        for (Actor actor : everybody()) {
            expire(actor);
        }
        int all = everybody().size();

        assertThat(sweep(2)).isEqualTo(2);
        assertThat(sweep(1000)).isEqualTo(all - 2);
        assertThat(sweep(1000)).isZero();
    }

    private List<Actor> everybody() {
        return Stream.concat(Stream.of(neighbours.alice()), neighbours.othersThanAlice())
                .toList();
    }

    private static String name(Actor actor) {
        return String.join("|", actor.formation(), actor.tenant(), actor.person());
    }

    private static void expire(Actor actor) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(actor)) {
            bound.change("update insula.idempotency set expires_at = now() - interval '1 hour'");
            bound.commit();
        }
    }

    private static int sweep(int most) throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            List<String> gone = gate.rows(SWEEP, most);
            gate.commit();
            return Integer.parseInt(gone.get(0));
        }
    }
}
