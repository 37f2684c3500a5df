package io.insula.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditIsolationIT {

    private static final String ADD = "insert into insula.audit_entry (tenant_id, formation_id, entry_id, user_id,"
            + " actor, action, resource_type, result, request_id, created_at)"
            + " values (?, ?, 'aud_new', ?, 'actor', 'action', 'type', 'ok', 'req_1', now())";
    private static final String WHOSE =
            "select formation_id, tenant_id, user_id from insula.audit_entry order by 1, 2, 3";

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void aUserAddsEvidenceOfHimselfAlone() throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            for (Actor other : neighbours.othersThanAlice().toList()) {
                assertThat(bound.refusal(ADD, other.tenant(), other.formation(), other.person())
                                .message())
                        .contains("row-level security policy");
            }
            assertThat(bound.change(ADD, alice.tenant(), alice.formation(), alice.person()))
                    .isOne();
        }
    }

    @Test
    void aUserReadsNoEvidence() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours.alice())) {
            assertThat(bound.refusal(WHOSE).state()).isEqualTo("42501");
        }
    }

    @Test
    void anAdministratorReadsTheEvidenceOfHisTenantAndAddsToItsAlone() throws SQLException {
        Actor alice = neighbours.alice();
        Actor administrator = Actor.tenant(alice.formation(), alice.tenant());
        try (AppConnection bound = AppConnection.boundTo(administrator)) {
            assertThat(bound.rows(WHOSE)).containsExactly(whose(alice), whose(neighbours.bob()));
            assertThat(bound.change(ADD, alice.tenant(), alice.formation(), null))
                    .isOne();
            for (Actor other : List.of(neighbours.aliceOfTheOtherTenant(), neighbours.aliceOfTheOtherFormation())) {
                assertThat(bound.refusal(ADD, other.tenant(), other.formation(), null)
                                .message())
                        .contains("row-level security policy");
            }
        }
    }

    @Test
    void theOperatorReadsTheEvidenceOfItsFormationAndAddsToItsAlone() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(Actor.platform(neighbours.formation()))) {
            assertThat(bound.rows("select distinct formation_id from insula.audit_entry"))
                    .containsExactly(neighbours.formation());
            assertThat(bound.change(ADD, "", neighbours.formation(), null)).isOne();
            assertThat(bound.refusal(ADD, "", neighbours.otherFormation(), null).message())
                    .contains("row-level security policy");
        }
    }

    @Test
    void nobodyRewritesWhatIsWritten() throws SQLException {
        Stream<Actor> everyone = Stream.of(
                neighbours.alice(),
                Actor.tenant(neighbours.formation(), neighbours.tenant()),
                Actor.platform(neighbours.formation()));
        for (Actor actor : everyone.toList()) {
            try (AppConnection bound = AppConnection.boundTo(actor)) {
                assertThat(bound.refusal("update insula.audit_entry set result = 'ok'")
                                .message())
                        .contains("permission denied");
                assertThat(bound.refusal("delete from insula.audit_entry").message())
                        .contains("permission denied");
                assertThat(bound.refusal("truncate insula.audit_entry").message())
                        .contains("permission denied");
            }
        }
    }

    @Test
    void withoutAContextThereIsNothingToReadAndNothingToAdd() throws SQLException {
        for (Actor nobody : List.of(Actor.user(null, null, null), Actor.tenant(null, null), Actor.platform(null))) {
            try (AppConnection bound = AppConnection.boundTo(nobody)) {
                assertThat(bound.refusal(ADD, "", "", "").message()).contains("row-level security policy");
                assertThat(bound.attempt("insert into insula.audit_entry select * from insula.audit_entry"))
                        .isZero();
            }
        }
        try (AppConnection unbound = AppConnection.unbound()) {
            assertThat(unbound.refusal(ADD, "", "", "").message()).contains("permission denied");
        }
    }

    private static String whose(Actor actor) {
        return actor.formation() + '|' + actor.tenant() + '|' + actor.person();
    }
}
