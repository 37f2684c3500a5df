package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantIsolationIT {

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void theOperatorSeesTheMembershipsOfItsFormationAlone() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(Actor.platform(neighbours.formation()))) {
            assertThat(bound.rows("select formation_id, tenant_id from insula.membership order by 2"))
                    .containsExactly(
                            neighbours.formation() + '|' + neighbours.tenant(),
                            neighbours.formation() + '|' + neighbours.otherTenant());
        }
    }

    @Test
    void theOperatorSuspendsMembershipsOfItsFormationAlone() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(Actor.platform(neighbours.formation()))) {
            assertThat(bound.change("update insula.membership set status = 'suspended'"))
                    .isEqualTo(2);
            bound.commit();
        }
        assertThat(Superuser.rows(
                        "select status from insula.membership where formation_id = ?", neighbours.otherFormation()))
                .containsExactly("active", "active");
    }

    @Test
    void theOperatorChangesNothingOfAMembershipButItsStatus() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(Actor.platform(neighbours.formation()))) {
            for (String change : List.of(
                    "update insula.membership set formation_id = '" + neighbours.otherFormation() + "'",
                    "update insula.membership set slug = 'stolen'",
                    "delete from insula.membership",
                    "insert into insula.membership select * from insula.membership")) {
                assertThat(bound.refusal(change).message()).contains("permission denied for table membership");
            }
        }
    }

    @Test
    void noScopeReadsTheRegistryOfTenants() throws SQLException {
        for (Actor actor : everyScope()) {
            try (AppConnection bound = AppConnection.boundTo(actor)) {
                assertThat(bound.refusal("select slug from insula.tenant").state())
                        .isEqualTo("42501");
                assertThat(bound.refusal("select value from insula.epoch").state())
                        .isEqualTo("42501");
            }
        }
    }

    @Test
    void usersAndAdministratorsSeeNoMembership() throws SQLException {
        for (Actor actor : everyScope()) {
            if (!actor.scope().equals("insula_platform")) {
                try (AppConnection bound = AppConnection.boundTo(actor)) {
                    assertThat(bound.refusal("select slug from insula.membership")
                                    .state())
                            .isEqualTo("42501");
                }
            }
        }
    }

    @Test
    void anOperatorOfNoFormationSeesNothing() throws SQLException {
        for (String nothing : new String[] {null, ""}) {
            try (AppConnection bound = AppConnection.boundTo(Actor.platform(nothing))) {
                assertThat(bound.rows("select slug from insula.membership")).isEmpty();
                assertThat(bound.change("update insula.membership set status = 'suspended'"))
                        .isZero();
            }
        }
    }

    private List<Actor> everyScope() {
        Actor alice = neighbours.alice();
        return List.of(
                alice,
                alice.inScope("insula_tenant"),
                alice.inScope("insula_tenant_content"),
                alice.inScope("insula_guest"),
                alice.inScope("insula_platform"));
    }
}
