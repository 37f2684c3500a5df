package io.insula.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditIsolationIT {

    private static final String ADD = "insert into insula.audit_entry (tenant_id, formation_id, entry_id, user_id,"
            + " actor, action, resource_type, result, request_id, created_at)"
            + " values (?, ?, 'aud_new', ?, 'actor', 'action', 'type', 'ok', 'req_1', now())";
    private static final String WHOSE =
            "select formation_id, tenant_id, user_id from insula.audit_entry order by 1, 2, 3";

    private static final String ADD_SEAL = "insert into insula.audit_seal (tenant_id, formation_id, position, entry_id,"
            + " digest, hash) values (?, ?, 100, 'aud_100', '', '')";

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
        for (Actor actor : everyScope()) {
            try (AppConnection bound = AppConnection.boundTo(actor)) {
                for (String table : List.of("audit_entry", "audit_seal", "audit_head")) {
                    assertDenied(bound, "update insula." + table + " set tenant_id = tenant_id");
                    assertDenied(bound, "delete from insula." + table);
                    assertDenied(bound, "truncate insula." + table);
                }
                assertDenied(bound, "update insula.audit_pending set created_at = now()");
                assertDenied(bound, "truncate insula.audit_pending");
            }
        }
        try (AppConnection gate = AppConnection.atTheGate()) {
            assertDenied(gate, "delete from insula.audit_entry");
            assertDenied(gate, "delete from insula.audit_pending");
        }
    }

    @Test
    void whatIsWrittenWaitsForItsSealWithoutAnybodyAsking() throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            bound.change(ADD, alice.tenant(), alice.formation(), alice.person());
            assertDenied(bound, "select entry_id from insula.audit_pending");
            bound.commit();
        }
        assertThat(Superuser.rows(
                        "select count(*) from insula.audit_pending where (tenant_id, formation_id, entry_id) = (?, ?, ?)",
                        alice.tenant(),
                        alice.formation(),
                        "aud_new"))
                .containsExactly("1");
    }

    @Test
    void aChainIsSeenAndContinuedInItsOwnTenantAlone() throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection bound = AppConnection.boundTo(Actor.tenant(alice.formation(), alice.tenant()))) {
            for (String table : List.of("audit_seal", "audit_head", "audit_pending")) {
                assertThat(bound.rows("select distinct formation_id, tenant_id from insula." + table))
                        .containsExactly(alice.formation() + '|' + alice.tenant());
            }
            assertThat(bound.change(ADD_SEAL, alice.tenant(), alice.formation()))
                    .isOne();
            for (Actor other : List.of(neighbours.aliceOfTheOtherTenant(), neighbours.aliceOfTheOtherFormation())) {
                assertThat(bound.refusal(ADD_SEAL, other.tenant(), other.formation())
                                .message())
                        .contains("row-level security policy");
                assertThat(bound.change(
                                "delete from insula.audit_pending where tenant_id = ? and formation_id = ?",
                                other.tenant(),
                                other.formation()))
                        .isZero();
            }
        }
        try (AppConnection operator = AppConnection.boundTo(Actor.platform(alice.formation()))) {
            assertThat(operator.rows("select position from insula.audit_seal")).isEmpty();
            assertThat(operator.rows("select position from insula.audit_head")).isEmpty();
            assertThat(operator.rows("select distinct formation_id from insula.audit_pending"))
                    .containsExactly(alice.formation());
            assertThat(operator.change("delete from insula.audit_pending where tenant_id <> ''"))
                    .isZero();
            assertThat(operator.refusal(ADD_SEAL, alice.tenant(), alice.formation())
                            .message())
                    .contains("row-level security policy");
            assertThat(operator.change(ADD_SEAL, "", alice.formation())).isOne();
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

    private List<Actor> everyScope() {
        Actor alice = neighbours.alice();
        return List.of(
                alice,
                Actor.tenant(neighbours.formation(), neighbours.tenant()),
                alice.inScope("insula_tenant_content"),
                alice.inScope("insula_guest"),
                Actor.platform(neighbours.formation()));
    }

    private static void assertDenied(AppConnection bound, String sql) throws SQLException {
        assertThat(bound.refusal(sql).message()).as(sql).contains("permission denied");
    }

    private static String whose(Actor actor) {
        return actor.formation() + '|' + actor.tenant() + '|' + actor.person();
    }
}
