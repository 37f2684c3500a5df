package io.insula.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Superuser;
import io.insula.tenant.testing.UserWall;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups of one name in all houses: each tenant's are its own, and only its administrator fills them. */
class GroupIsolationIT extends UserWall {

    private static final String CLAIMANT = "select array_to_string(identifiers, ','), array_to_string(groups, ',')"
            + " from insula_gate.claimant(?, ?, ?)";

    @Override
    protected List<String> tables() {
        return List.of("group_member");
    }

    /** Nobody puts himself into a group. */
    @Override
    protected List<String> tablesToWriteTo() {
        return List.of();
    }

    @Test
    void noUserPutsHimselfIntoAGroup() throws SQLException {
        try (AppConnection bound = AppConnection.boundTo(neighbours().alice())) {
            assertThat(bound.refusal(insert(neighbours().tenant(), neighbours().formation(), "board"))
                            .message())
                    .contains("permission denied for table group_member");
            assertThat(bound.refusal("update insula.group_member set group_name = 'board'")
                            .state())
                    .isEqualTo("42501");
        }
    }

    @Test
    void anAdministratorFillsAndEmptiesTheGroupsOfHisHouseAlone() throws SQLException {
        Actor nobody = Actor.user("", "", "");
        List<String> before = neighbours().rowsOfOthers("group_member", nobody);
        try (AppConnection bound = AppConnection.boundTo(
                Actor.tenant(neighbours().formation(), neighbours().tenant()))) {
            assertThat(bound.rows("select user_id from insula.group_member order by 1"))
                    .containsExactly("usr_1", "usr_2");
            for (String other : List.of(
                    insert(neighbours().otherTenant(), neighbours().formation(), "board"),
                    insert(neighbours().tenant(), neighbours().otherFormation(), "board"))) {
                assertThat(bound.refusal(other).message()).contains("row-level security policy");
            }
            assertThat(bound.change(insert(neighbours().tenant(), neighbours().formation(), "board")))
                    .isOne();
            assertThat(bound.change("delete from insula.group_member")).isEqualTo(3);
            bound.commit();
        }
        assertThat(neighbours().rowsOfOthers("group_member", nobody)).hasSize(6).isSubsetOf(before);
    }

    @Test
    void theOperatorSeesNoGroup() throws SQLException {
        try (AppConnection bound =
                AppConnection.boundTo(Actor.platform(neighbours().formation()))) {
            assertThat(bound.refusal("select count(*) from insula.group_member").state())
                    .isEqualTo("42501");
        }
    }

    @Test
    void theGateTellsTheNamesAndGroupsOfOneUserOfOneHouse() throws SQLException {
        Superuser.run("delete from insula.group_member where user_id = 'usr_1' and formation_id = '"
                + neighbours().otherFormation() + "'");
        try (AppConnection gate = AppConnection.atTheGate()) {
            assertThat(gate.rows(
                            CLAIMANT, neighbours().formation(), neighbours().tenant(), "usr_1"))
                    .containsExactly("alice@example.org|engineering");
            assertThat(gate.rows(
                            CLAIMANT,
                            neighbours().otherFormation(),
                            neighbours().tenant(),
                            "usr_1"))
                    .containsExactly("alice@example.org|");
            assertThat(gate.rows(
                            CLAIMANT, neighbours().formation(), neighbours().tenant(), "usr_9"))
                    .containsExactly("|");
        }
    }

    private static String insert(String tenant, String formation, String group) {
        return "insert into insula.group_member values ('" + tenant + "', '" + formation + "', '" + group
                + "', 'usr_1', now())";
    }
}
