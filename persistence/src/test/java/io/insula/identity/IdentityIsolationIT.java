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

class IdentityIsolationIT extends UserWall {

    @Override
    protected List<String> tables() {
        return List.of("app_user", "user_identifier");
    }

    /** Users come into being at the gate alone. */
    @Override
    protected List<String> tablesToWriteTo() {
        return List.of();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void noScopeMakesChangesOrRemovesAUser(String table) throws SQLException {
        String house = "'" + neighbours().tenant() + "', '" + neighbours().formation() + "'";
        String insert = table.equals("app_user")
                ? "insert into insula.app_user values (" + house + ", 'usr_9', 'active', now())"
                : "insert into insula.user_identifier values (" + house + ", 'eve', 'usr_1', null, now())";
        for (Actor actor : List.of(neighbours().alice(), administrator(), operator())) {
            try (AppConnection bound = AppConnection.boundTo(actor)) {
                for (String sql : List.of(
                        insert, "update insula." + table + " set user_id = 'usr_2'", "delete from insula." + table)) {
                    assertThat(bound.refusal(sql).message()).contains("permission denied for table " + table);
                }
            }
        }
    }

    @Test
    void anAdministratorSeesTheUsersOfHisTenantAndNoOther() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(administrator())) {
            assertThat(bound.rows("select formation_id, tenant_id, user_id from insula.app_user order by 3"))
                    .containsExactly(house() + "|usr_1", house() + "|usr_2");
            assertThat(bound.rows("select formation_id, tenant_id, identifier from insula.user_identifier order by 3"))
                    .containsExactly(house() + "|alice@example.org", house() + "|bob@example.org");
        }
    }

    @Test
    void theOperatorSeesNoUser() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(operator())) {
            for (String table : tables()) {
                assertThat(bound.refusal("select count(*) from insula." + table).state())
                        .isEqualTo("42501");
            }
        }
    }

    private Actor administrator() {
        return Actor.tenant(neighbours().formation(), neighbours().tenant());
    }

    private Actor operator() {
        return Actor.platform(neighbours().formation());
    }

    private String house() {
        return neighbours().formation() + '|' + neighbours().tenant();
    }
}
