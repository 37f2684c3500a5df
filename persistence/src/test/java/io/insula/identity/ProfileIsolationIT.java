package io.insula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.UserWall;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileIsolationIT extends UserWall {

    private static final String SET = "insert into insula.preference (tenant_id, formation_id, user_id, preference_id,"
            + " key, value, created_at, updated_at) values (?, ?, ?, 'prf_9', ?, 'true', now(), now())"
            + " on conflict (tenant_id, formation_id, user_id, key) do update set value = 'false'";

    @Override
    protected List<String> tables() {
        return List.of("preference", "synopsis");
    }

    /** A key is set but once for each user, so that no row can be copied: see below. */
    @Override
    protected List<String> tablesToWriteTo() {
        return List.of();
    }

    @Test
    void aPreferenceInSomebodyElsesNameIsRefusedWhetherOrNotItIsThere() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours().alice())) {
            for (Actor other : neighbours().othersThanAlice().toList()) {
                for (String key : List.of("python", "java")) {
                    assertThat(bound.refusal(SET, other.tenant(), other.formation(), other.person(), key)
                                    .state())
                            .isEqualTo("42501");
                }
            }
        }
    }

    @Test
    void aPreferenceCannotHangOnAStrangersMemory() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours().alice())) {
            bound.change("update insula.preference set memory_id = 'mem_2'");
            assertThat(bound.refusal("set constraints all immediate").state()).isEqualTo("23503");
        }
    }

    @Test
    void aForgottenOrChangedMemoryTakesWhatWasReadFromItAlong() throws SQLException {
        List<String> others =
                neighbours().rowsOfOthers("preference", neighbours().alice());
        try (AppConnection bound = AppConnection.boundTo(neighbours().alice())) {
            bound.change("update insula.memory set type = 'note'");
            assertThat(bound.rows("select key from insula.preference")).containsExactly("python");
            bound.change("update insula.memory set content = 'other words'");
            assertThat(bound.rows("select key from insula.preference")).isEmpty();
            assertThat(bound.rows("select content from insula.synopsis")).isEmpty();
            bound.rollback();
        }
        try (AppConnection bound = AppConnection.boundTo(neighbours().alice())) {
            bound.change("delete from insula.memory");
            assertThat(bound.rows("select key from insula.preference")).isEmpty();
            bound.commit();
        }
        assertThat(neighbours().rowsOfOthers("preference", neighbours().alice()))
                .isEqualTo(others);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void neitherAdministratorsNorTheOperatorReadWhatIsKnownOfAUser(String table) throws SQLException {
        Actor administrator =
                Actor.tenant(neighbours().formation(), neighbours().tenant());
        for (Actor actor : List.of(administrator, Actor.platform(neighbours().formation()))) {
            try (AppConnection bound = AppConnection.boundTo(actor)) {
                assertThat(bound.refusal("select count(*) from insula." + table).state())
                        .isEqualTo("42501");
            }
        }
    }
}
