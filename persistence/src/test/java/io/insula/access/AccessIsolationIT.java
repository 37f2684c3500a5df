package io.insula.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessIsolationIT {

    private static final String ADD = "insert into insula.api_key (formation_id, key_id, kind, hash, created_at)"
            + " values (?, ?, 'admin', sha256(?::bytea), now())";
    private static final String FIND = "select formation_id, key_id from insula_gate.find_key(sha256(?::bytea))";

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void theOperatorSeesTheKeysOfItsFormationAlone() throws SQLException {
        try (AppConnection bound = operator()) {
            assertThat(bound.rows("select formation_id, key_id from insula.api_key"))
                    .containsExactly(neighbours.formation() + "|key_1");
        }
    }

    @Test
    void theOperatorAddsKeysToItsFormationAlone() throws SQLException {
        try (AppConnection bound = operator()) {
            assertThat(bound.refusal(ADD, neighbours.otherFormation(), "key_2", "forged" + neighbours.formation())
                            .message())
                    .contains("row-level security policy");
            assertThat(bound.change(ADD, neighbours.formation(), "key_2", "own" + neighbours.formation()))
                    .isOne();
        }
    }

    @Test
    void theOperatorRevokesKeysOfItsFormationAlone() throws SQLException {
        try (AppConnection bound = operator()) {
            assertThat(bound.change("update insula.api_key set revoked_at = now()"))
                    .isOne();
            bound.commit();
        }
        assertThat(Superuser.rows(
                        "select revoked_at from insula.api_key where formation_id = ?", neighbours.otherFormation()))
                .containsExactly("null");
    }

    @Test
    void nobodyMovesRewritesOrRemovesAKey() throws SQLException {
        try (AppConnection bound = operator()) {
            for (String change : List.of(
                    "update insula.api_key set formation_id = formation_id",
                    "update insula.api_key set hash = hash",
                    "update insula.api_key set kind = 'admin'",
                    "delete from insula.api_key")) {
                assertThat(bound.refusal(change).message()).contains("permission denied for table api_key");
            }
        }
    }

    @Test
    void neitherUsersNorAdministratorsSeeAKey() throws SQLException {
        Actor alice = neighbours.alice();
        for (String scope : List.of("insula_user", "insula_tenant", "insula_tenant_content", "insula_guest")) {
            try (AppConnection bound = AppConnection.boundTo(alice.inScope(scope))) {
                assertThat(bound.refusal("select hash from insula.api_key").state())
                        .isEqualTo("42501");
                assertThat(bound.refusal(FIND, neighbours.formation()).state()).isEqualTo("42501");
            }
        }
    }

    @Test
    void theGateFindsALivingKeyAndNoRevokedOne() throws SQLException {
        assertThat(found(neighbours.formation())).containsExactly(neighbours.formation() + "|key_1");
        assertThat(found("nobody's key")).isEmpty();

        try (AppConnection bound = operator()) {
            bound.change("update insula.api_key set revoked_at = now()");
            bound.commit();
        }

        assertThat(found(neighbours.formation())).isEmpty();
        assertThat(found(neighbours.otherFormation())).containsExactly(neighbours.otherFormation() + "|key_1");
    }

    private AppConnection operator() throws SQLException {
        return AppConnection.boundTo(Actor.platform(neighbours.formation()));
    }

    private static List<String> found(String key) throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            return gate.rows(FIND, key);
        }
    }
}
