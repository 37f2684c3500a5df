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

    private static final String ADD_BOUND = "insert into insula.api_key (formation_id, tenant_id, tenant_slug, key_id,"
            + " kind, bound_user_id, origin, hash, created_at) values (?, ?, 'slug', ?, 'client', ?, 'api',"
            + " sha256(?::bytea), now())";
    private static final String FIND_BOUND = "select key_id, tenant_id, tenant_slug, tenant_active, user_id"
            + " from insula_gate.find_api_key(sha256(?::bytea))";

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
    void aTenantsAdministratorSeesAddsAndEndsTheKeysOfTheTenantAlone() throws SQLException {
        Actor acme = Actor.tenant(neighbours.formation(), neighbours.tenant());
        try (AppConnection bound = AppConnection.boundTo(acme)) {
            assertThat(bound.change(ADD_BOUND, neighbours.formation(), neighbours.tenant(), "key_2", null, world("2")))
                    .isOne();
            for (String tenant : List.of(neighbours.otherTenant(), "")) {
                assertThat(bound.refusal(ADD_BOUND, neighbours.formation(), tenant, "key_3", null, world("3"))
                                .message())
                        .contains("row-level security policy");
            }
            assertThat(bound.refusal(
                                    ADD_BOUND,
                                    neighbours.otherFormation(),
                                    neighbours.tenant(),
                                    "key_3",
                                    null,
                                    world("3"))
                            .message())
                    .contains("row-level security policy");
            assertThat(bound.rows("select key_id from insula.api_key")).containsExactly("key_2");
            assertThat(bound.change("update insula.api_key set revoked_at = now()"))
                    .isOne();
            bound.commit();
        }
        assertThat(Superuser.rows(
                        "select key_id from insula.api_key where formation_id = ? and revoked_at is null",
                        neighbours.formation()))
                .containsExactly("key_1");
    }

    @Test
    void aKeyOfAUserGoesWithTheUserAndServesNoUserOfAnotherTenant() throws SQLException {
        try (AppConnection bound = operator()) {
            assertThat(bound.change(
                            ADD_BOUND, neighbours.formation(), neighbours.tenant(), "key_2", "usr_1", world("2")))
                    .isOne();
            assertThat(bound.refusal(
                                    ADD_BOUND,
                                    neighbours.formation(),
                                    neighbours.tenant(),
                                    "key_3",
                                    "usr_9",
                                    world("3"))
                            .message())
                    .contains("foreign key");
            bound.commit();
        }
        try (AppConnection alice = AppConnection.boundTo(neighbours.alice())) {
            alice.rows("select insula_context.erase_rows(null)");
            alice.rows("select insula_context.remove_person()");
            alice.commit();
        }
        assertThat(Superuser.rows("select key_id from insula.api_key where formation_id = ?", neighbours.formation()))
                .containsExactly("key_1");
    }

    @Test
    void theGateTellsWhatAKeyIsBoundTo() throws SQLException {
        try (AppConnection bound = operator()) {
            bound.change(ADD_BOUND, neighbours.formation(), neighbours.tenant(), "key_2", "usr_1", world("2"));
            bound.commit();
        }

        try (AppConnection gate = AppConnection.atTheGate()) {
            assertThat(gate.rows(FIND_BOUND, world("2")))
                    .containsExactly("key_2|" + neighbours.tenant() + "|slug|t|usr_1");
            assertThat(gate.rows(FIND, world("2")))
                    .as("to a version that knows no bindings")
                    .isEmpty();
        }
        Superuser.run(
                "update insula.membership set status = 'suspended' where tenant_id = '" + neighbours.tenant() + "'");
        try (AppConnection gate = AppConnection.atTheGate()) {
            assertThat(gate.rows(FIND_BOUND, world("2")))
                    .containsExactly("key_2|" + neighbours.tenant() + "|slug|f|usr_1");
        }
    }

    @Test
    void theUseOfAKeyIsNotedAtMostOnceAMinute() throws SQLException {
        for (String at : List.of("2026-01-01 12:00:00Z", "2026-01-01 12:00:59Z", "2026-01-01 11:00:00Z")) {
            note(neighbours.formation(), at);
            assertThat(lastUse()).containsExactly("2026-01-01 12:00:00");
        }
        note(neighbours.formation(), "2026-01-01 12:01:00Z");
        assertThat(lastUse()).containsExactly("2026-01-01 12:01:00");
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

    private String world(String key) {
        return neighbours.formation() + "/" + key;
    }

    private static void note(String key, String at) throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            gate.rows(
                    "select insula_gate.note_key_uses(array[encode(sha256(?::bytea), 'hex')], array[?::timestamptz])",
                    key,
                    at);
            gate.commit();
        }
    }

    private List<String> lastUse() throws SQLException {
        return Superuser.rows(
                "select last_used_at at time zone 'UTC' from insula.api_key where formation_id = ?",
                neighbours.formation());
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
