package io.insula.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Superuser;
import io.insula.tenant.testing.UserWall;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All users of the neighbourhood have a credential of the same service and name under the same ids. */
class CredentialIsolationIT extends UserWall {

    private static final String ADD = "insert into insula.credential (tenant_id, formation_id, user_id, credential_id,"
            + " service, service_key, name, preview, version, created_at, updated_at)"
            + " values (?, ?, ?, 'cred_9', 'slack', 'slack', 'default', '***', 1, now(), now())";

    @Override
    protected List<String> tables() {
        return List.of("vault_key", "credential", "credential_sealed");
    }

    /** A service and name are there but once for each user, so that no row can be copied: see below. */
    @Override
    protected List<String> tablesToWriteTo() {
        return List.of();
    }

    @Test
    void aCredentialInSomebodyElsesNameIsRefused() throws SQLException {
        Actor alice = neighbours().alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            for (Actor other : neighbours().othersThanAlice().toList()) {
                assertThat(bound.refusal(ADD, other.tenant(), other.formation(), other.person())
                                .state())
                        .isEqualTo("42501");
            }
            assertThat(bound.change(ADD, alice.tenant(), alice.formation(), alice.person()))
                    .isOne();
        }
    }

    @Test
    void whatIsSealedCannotHangOnAStrangersCredential() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours().alice())) {
            bound.change("update insula.credential_sealed set credential_id = 'cred_2'");
            assertThat(bound.refusal("set constraints all immediate").state()).isEqualTo("23503");
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void neitherAdministratorsNorTheOperatorReadAnyOfIt(String table) throws SQLException {
        Actor administrator =
                Actor.tenant(neighbours().formation(), neighbours().tenant());
        for (Actor actor : List.of(administrator, Actor.platform(neighbours().formation()))) {
            try (AppConnection bound = AppConnection.boundTo(actor)) {
                assertThat(bound.refusal("select count(*) from insula." + table).state())
                        .isEqualTo("42501");
            }
        }
    }

    @Test
    void theFormationsAdministratorWritesSecretsButReadsNothingUnderSeal() throws SQLException {
        try (AppConnection bound =
                AppConnection.boundTo(Actor.platform(neighbours().formation()))) {
            assertThat(bound.rows("select formation_id, name from insula.formation_secret"))
                    .containsExactly(neighbours().formation() + "|API_KEY");
            assertThat(bound.refusal("select sealed from insula.formation_sealed")
                            .state())
                    .isEqualTo("42501");
            assertThat(bound.refusal(
                                    "select * from insula_gate.formation_secrets(?)",
                                    neighbours().formation())
                            .state())
                    .isEqualTo("42501");
            assertThat(bound.attempt("update insula.formation_sealed set generation = 2"))
                    .isOne();
            assertThat(bound.attempt(
                            "delete from insula.formation_secret where formation_id = ?",
                            neighbours().otherFormation()))
                    .isZero();
        }
    }

    @Test
    void noServerGoesAcrossTheTenantsVaults() throws SQLException {
        List<String> calls = List.of(
                "select * from insula_gate.vault_to_wrap('', '', '', '', 1)",
                "select * from insula_gate.vault_masters(false)",
                "select insula_gate.vault_wrap('', '', '', '', '', '')",
                "select * from insula_gate.vault_sealed('', '', '', 1)",
                "select * from insula_gate.vault_shred('', '')");
        for (String call : calls) {
            try (AppConnection gate = AppConnection.atTheGate()) {
                assertThat(gate.refusal(call).state()).isEqualTo("42501");
            }
            try (AppConnection bound = AppConnection.boundTo(neighbours().alice())) {
                assertThat(bound.refusal(call).state()).isEqualTo("42501");
            }
        }
    }

    @Test
    void theGateHandsOutTheSecretsOfOneFormationUnderSeal() throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            assertThat(gate.rows(
                            "select name, master_id, convert_from(sealed, 'UTF8') from insula_gate.formation_secrets(?)",
                            neighbours().formation()))
                    .containsExactly("API_KEY|master|" + neighbours().formation());
        }
    }

    @Test
    void aChangedSecretMakesTheSourceComeAlong() throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            String state = "select hash, source is not null, secrets from insula_gate.active_state(?, ?, ?)";
            String formation = neighbours().formation();
            assertThat(gate.rows(state, formation, "hash", 1L)).containsExactly("hash|f|1");
            assertThat(gate.rows(state, formation, "hash", 0L)).containsExactly("hash|t|1");
            assertThat(gate.rows(state, formation, "other", 1L)).containsExactly("hash|t|1");
        }
    }

    @Test
    void shreddingATenantTakesItsKeysAndNoOthers() throws SQLException {
        String tenant = neighbours().tenant();
        List<String> others = Superuser.rows(
                "select k::text from insula.vault_key k where formation_id in (?, ?)"
                        + " and (formation_id, tenant_id) <> (?, ?) order by 1",
                neighbours().formation(),
                neighbours().otherFormation(),
                neighbours().formation(),
                tenant);
        assertThat(others).hasSize(6);
        assertThat(Superuser.rows(
                        "select keys, credentials from insula_gate.vault_shred(?, ?)",
                        neighbours().formation(),
                        "slug-" + tenant))
                .containsExactly("2|2");
        assertThat(Superuser.rows(
                        "select k::text from insula.vault_key k where formation_id in (?, ?) order by 1",
                        neighbours().formation(),
                        neighbours().otherFormation()))
                .isEqualTo(others);
        assertThat(Superuser.rows(
                        "select actor, resource_id from insula.audit_entry where action = 'vault.shred' and tenant_id = ?",
                        tenant))
                .containsExactly("owner|slug-" + tenant);
        assertThat(Superuser.rows(
                        "select * from insula_gate.vault_shred(?, ?)",
                        neighbours().formation(),
                        "nobody"))
                .isEmpty();
    }

    @Test
    void anErasedUserLeavesNoKeyBehind() throws SQLException {
        Actor alice = neighbours().alice();
        try (AppConnection bound = AppConnection.boundTo(alice)) {
            assertThat(bound.rows("select name from insula_context.erase_rows(null) where gone > 0"))
                    .contains("credential_sealed", "credential", "vault_key");
            bound.commit();
        }
        for (String table : tables()) {
            assertThat(neighbours().rowsOfOthers(table, alice)).hasSize(7);
            try (AppConnection bound = AppConnection.boundTo(alice)) {
                assertThat(bound.rows("select * from insula." + table)).isEmpty();
            }
        }
    }
}
