package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FormationIsolationIT {

    private static final List<String> TABLES = List.of("formation", "formation_revision");
    private static final String DENIED = "42501";
    private static final String FORGET = "select * from insula_context.forget_revisions(?)";
    private static final String ACTIVE = "select hash, source, formation_epoch from insula_gate.active_revision(?, ?)";
    private static final String ADD_AGED =
            "insert into insula.formation_revision values (?, ?, 'source', now() + ? * interval '1 hour')";
    private static final String ADD_REVISION = "insert into insula.formation_revision values (?, ?, 'source', now())";

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void theOperatorSeesItsFormationAlone() throws SQLException {
        try (AppConnection bound = operator()) {
            for (String table : TABLES) {
                assertThat(bound.rows("select formation_id from insula." + table))
                        .containsExactly(neighbours.formation());
            }
        }
    }

    @Test
    void theOperatorActivatesRevisionsOfItsFormationAlone() throws SQLException {
        try (AppConnection bound = operator()) {
            assertThat(bound.refusal(ADD_REVISION, neighbours.otherFormation(), "forged")
                            .message())
                    .contains("row-level security policy");
            assertThat(bound.change(ADD_REVISION, neighbours.formation(), "next"))
                    .isOne();
            assertThat(bound.change("update insula.formation set active_hash = 'next'"))
                    .isOne();
            assertThat(bound.refusal("update insula.formation set formation_id = ?", neighbours.otherFormation())
                            .message())
                    .contains("row-level security policy");
            bound.commit();
        }
        assertThat(Superuser.rows(
                        "select active_hash from insula.formation where formation_id = ?", neighbours.otherFormation()))
                .containsExactly("hash");
    }

    @Test
    void aRevisionIsNeverRewrittenOrRemoved() throws SQLException {
        try (AppConnection bound = operator()) {
            for (String change : List.of(
                    "update insula.formation_revision set source = ''", "delete from insula.formation_revision")) {
                assertThat(bound.refusal(change).message()).contains("permission denied for table formation_revision");
            }
        }
    }

    @Test
    void oldRevisionsAreForgottenButNeitherTheActiveOneNorAnotherFormations() throws SQLException {
        try (AppConnection bound = operator()) {
            for (int age = 1; age <= 3; age++) {
                bound.change(ADD_AGED, neighbours.formation(), "aged " + age, -age);
            }
            bound.change("update insula.formation_revision set last_active_at = now() where hash = 'aged 3'");

            assertThat(bound.rows(FORGET, 3)).containsExactly("aged 2");
            assertThat(bound.rows(FORGET, 1)).containsExactlyInAnyOrder("aged 1", "aged 3");
            assertThat(bound.rows("select hash from insula.formation_revision")).containsExactly("hash");
            assertThat(bound.rows("select hash from insula.formation_forgotten order by hash"))
                    .containsExactly("aged 1", "aged 2", "aged 3");
            bound.commit();
        }
        assertThat(Superuser.rows(
                        "select hash from insula.formation_revision where formation_id = ?",
                        neighbours.otherFormation()))
                .containsExactly("hash");
        try (AppConnection other = AppConnection.boundTo(Actor.platform(neighbours.otherFormation()))) {
            assertThat(other.rows("select hash from insula.formation_forgotten"))
                    .isEmpty();
        }
    }

    @Test
    void nobodyElseForgetsRevisions() throws SQLException {
        try (AppConnection user = AppConnection.boundTo(neighbours.alice());
                AppConnection nobody = AppConnection.boundTo(Actor.platform(null));
                AppConnection operator = operator()) {
            assertThat(user.refusal(FORGET, 1).state()).isEqualTo(DENIED);
            assertThat(nobody.refusal(FORGET, 1).state()).isEqualTo(DENIED);
            assertThat(operator.refusal(FORGET, 0).state()).isEqualTo(DENIED);
            assertThat(operator.refusal("delete from insula.formation_forgotten")
                            .state())
                    .isEqualTo(DENIED);
        }
    }

    @Test
    void theGateTellsTheActiveRevisionAndItsSourceOnlyToWhomItIsNews() throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            assertThat(gate.rows(ACTIVE, neighbours.formation(), "another"))
                    .containsExactly("hash|" + neighbours.formation() + "|0");
            assertThat(gate.rows(ACTIVE, neighbours.formation(), "hash")).containsExactly("hash|null|0");
            assertThat(gate.rows(ACTIVE, "no-such-formation", "hash")).isEmpty();
        }
        try (AppConnection user = AppConnection.boundTo(neighbours.alice())) {
            assertThat(user.refusal(ACTIVE, neighbours.formation(), "another").state())
                    .isEqualTo(DENIED);
        }
    }

    @Test
    void neitherUsersNorAdministratorsSeeAFormationsSource() throws SQLException {
        Actor alice = neighbours.alice();
        for (String scope : List.of("insula_user", "insula_tenant", "insula_tenant_content", "insula_guest")) {
            try (AppConnection bound = AppConnection.boundTo(alice.inScope(scope))) {
                for (String table : TABLES) {
                    assertThat(bound.refusal("select formation_id from insula." + table)
                                    .state())
                            .isEqualTo("42501");
                }
            }
        }
    }

    @Test
    void anOperatorOfNoFormationSeesAndWritesNothing() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(Actor.platform(null))) {
            for (String table : TABLES) {
                assertThat(bound.rows("select formation_id from insula." + table))
                        .isEmpty();
            }
            assertThat(bound.refusal(ADD_REVISION, "", "forged").message()).contains("row-level security policy");
        }
    }

    private AppConnection operator() throws SQLException {
        return AppConnection.boundTo(Actor.platform(neighbours.formation()));
    }
}
