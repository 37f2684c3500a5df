package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.UserWall;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatIsolationIT extends UserWall {

    @Override
    protected List<String> tables() {
        return List.of("chat_session", "message");
    }

    @Override
    protected List<String> tablesToWriteTo() {
        return tables();
    }

    @Test
    void anAdministratorSeesTheSessionsOfHisTenantAndNoOther() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(administrator())) {
            assertThat(bound.rows("select formation_id, tenant_id, session_id from insula.chat_session order by 3"))
                    .containsExactly(house() + "|sess_1", house() + "|sess_2");
        }
    }

    @Test
    void anAdministratorChangesNoSession() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(administrator())) {
            assertThat(bound.refusal("delete from insula.chat_session").state()).isEqualTo("42501");
            assertThat(bound.refusal("update insula.chat_session set last_active_at = now()")
                            .state())
                    .isEqualTo("42501");
        }
    }

    @Test
    void neitherAdministratorsNorTheOperatorReadWhatIsSaid() throws SQLException {
        for (Actor actor : List.of(administrator(), Actor.platform(neighbours().formation()))) {
            try (AppConnection bound = AppConnection.boundTo(actor)) {
                assertThat(bound.refusal("select count(*) from insula.message").state())
                        .isEqualTo("42501");
            }
        }
    }

    @Test
    void theOperatorSeesNoSession() throws SQLException {
        try (AppConnection bound =
                AppConnection.boundTo(Actor.platform(neighbours().formation()))) {
            assertThat(bound.refusal("select count(*) from insula.chat_session").state())
                    .isEqualTo("42501");
        }
    }

    @Test
    void deletingASessionTakesNothingOfItsNamesakesWithIt() throws SQLException {
        List<String> messages =
                neighbours().rowsOfOthers("message", neighbours().alice());
        List<String> buffer =
                neighbours().rowsOfOthers("buffer_entry", neighbours().alice());
        try (AppConnection bound = AppConnection.boundTo(neighbours().alice())) {
            assertThat(bound.change("delete from insula.chat_session where session_id = 'sess_1'"))
                    .isOne();
            assertThat(bound.rows("select message_id from insula.message")).isEmpty();
            assertThat(bound.rows("select entry_id from insula.buffer_entry")).isEmpty();
            bound.commit();
        }
        assertThat(neighbours().rowsOfOthers("message", neighbours().alice())).isEqualTo(messages);
        assertThat(neighbours().rowsOfOthers("buffer_entry", neighbours().alice()))
                .isEqualTo(buffer);
    }

    private Actor administrator() {
        return Actor.tenant(neighbours().formation(), neighbours().tenant());
    }

    private String house() {
        return neighbours().formation() + '|' + neighbours().tenant();
    }
}
