package io.insula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.UserWall;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityIsolationIT extends UserWall {

    @Override
    protected List<String> tables() {
        return List.of("app_user", "user_identifier", "identifier_proof");
    }

    /** A user is made and named by others; one's own are only proofs that are under way. */
    @Override
    protected List<String> tablesToWriteTo() {
        return List.of("identifier_proof");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app_user", "user_identifier"})
    void noUserAndNoOperatorMakesChangesOrRemovesAUser(String table) throws SQLException {
        for (Actor actor : List.of(neighbours().alice(), operator())) {
            try (AppConnection bound = AppConnection.boundTo(actor)) {
                for (String sql : List.of(
                        insert(table, neighbours().tenant(), neighbours().formation()),
                        "update insula." + table + " set user_id = 'usr_2'",
                        "delete from insula." + table)) {
                    assertThat(bound.refusal(sql).message()).contains("permission denied for table " + table);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"app_user", "user_identifier"})
    void anAdministratorWritesInHisOwnHouseAlone(String table) throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(administrator())) {
            for (String other : List.of(
                    insert(table, neighbours().otherTenant(), neighbours().formation()),
                    insert(table, neighbours().tenant(), neighbours().otherFormation()))) {
                assertThat(bound.refusal(other).message()).contains("row-level security policy");
            }
            assertThat(bound.change(
                            insert(table, neighbours().tenant(), neighbours().formation())))
                    .isOne();
        }
    }

    @Test
    void whatAnAdministratorChangesOrDeletesIsOfHisHouse() throws SQLException {
        Actor nobody = Actor.user("", "", "");
        List<String> users = neighbours().rowsOfOthers("app_user", nobody);
        List<String> identifiers = neighbours().rowsOfOthers("user_identifier", nobody);
        try (AppConnection bound = AppConnection.boundTo(administrator())) {
            assertThat(bound.change("update insula.app_user set status = 'suspended'"))
                    .isEqualTo(2);
            assertThat(bound.change("update insula.user_identifier set type = 'own'"))
                    .isEqualTo(2);
            assertThat(bound.change("delete from insula.user_identifier")).isEqualTo(2);
            bound.commit();
        }
        assertThat(neighbours().rowsOfOthers("app_user", nobody))
                .hasSize(8)
                .filteredOn(users::contains)
                .hasSize(6);
        assertThat(neighbours().rowsOfOthers("user_identifier", nobody))
                .hasSize(6)
                .isSubsetOf(identifiers);
    }

    @Test
    void anAdministratorNeitherRemovesNorRenamesAUserNorMovesAnIdentifier() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(administrator())) {
            for (String sql : List.of(
                    "delete from insula.app_user",
                    "update insula.app_user set user_id = 'usr_9'",
                    "update insula.user_identifier set user_id = 'usr_2'",
                    "update insula.user_identifier set identifier = 'eve'")) {
                assertThat(bound.refusal(sql).state()).isEqualTo("42501");
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

    private static String insert(String table, String tenant, String formation) {
        String house = "'" + tenant + "', '" + formation + "'";
        return table.equals("app_user")
                ? "insert into insula.app_user values (" + house + ", 'usr_9', 'active', now())"
                : "insert into insula.user_identifier values (" + house + ", 'eve', 'usr_1', null, now())";
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
