package io.insula.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.tenant.testing.Actor;
import io.insula.tenant.testing.AppConnection;
import io.insula.tenant.testing.Neighbours;
import io.insula.tenant.testing.Superuser;
import io.insula.tenant.testing.Together;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatePersistenceIT {

    private static final int CROWD = 16;
    private static final String FIND =
            "select tenant_id, tenant_active, user_id, user_active" + " from insula_gate.find_user(?, ?, ?, ?)";
    private static final String FIRST_SIGHT = "select insula_gate.first_sight(?, ?, ?, ?)";
    private static final String JOIN = "select tenant_id, created, full_house from insula_gate.join_tenant(?, ?, ?, ?)";
    private static final String NOBODY = "null|null|null|null";

    private Neighbours neighbours;

    @BeforeEach
    void neighboursMoveIn() throws SQLException {
        neighbours = Neighbours.moveIn();
    }

    @Test
    void tellsWhichUsersAreGoneWithoutSayingWhoIsThere() throws SQLException {
        Actor alice = neighbours.alice();
        try (AppConnection gate = AppConnection.atTheGate()) {
            assertThat(gate.rows(
                            "select insula_gate.gone_users(array[?, ?, ?], array[?, ?, ?], array[?, ?, ?]) order by 1",
                            alice.formation(),
                            alice.formation(),
                            neighbours.otherFormation(),
                            alice.tenant(),
                            alice.tenant(),
                            alice.tenant(),
                            alice.person(),
                            "usr_gone",
                            "usr_gone"))
                    .containsExactly("1", "2");
        }
    }

    @Test
    void tellsWhoMayActNoMoreForTheirOwnOrTheirTenantsSake() throws SQLException {
        Actor alice = neighbours.alice();
        assertThat(shutOut(alice)).isEmpty();

        String alices = " where formation_id = '" + alice.formation() + "' and tenant_id = '" + alice.tenant() + "'";
        Superuser.run("update insula.app_user set status = 'suspended'" + alices + " and user_id = 'usr_1'");
        assertThat(shutOut(alice)).containsExactly("0");

        Superuser.run(
                "update insula.app_user set status = 'active'" + alices,
                "update insula.membership set status = 'suspended'" + alices);
        assertThat(shutOut(alice)).containsExactly("0");
    }

    /** All users of the neighbourhood have a credential of the same id. */
    @Test
    void tellsWhichToolsRunWithWhatWasTakenBackWithoutSayingWhatIsThere() throws SQLException {
        Actor alice = neighbours.alice();
        String alices = " where formation_id = '" + alice.formation() + "' and tenant_id = '" + alice.tenant()
                + "' and user_id = '" + alice.person() + "'";
        List<String> credential = Superuser.rows("select credential_id, version from insula.credential" + alices);
        String id = credential.get(0).split("\\|", -1)[0];
        long version = Long.parseLong(credential.get(0).split("\\|", -1)[1]);
        assertThat(outdated(alice, id, version)).isEmpty();
        assertThat(outdated(alice, null, null)).isEmpty();
        assertThat(outdated(alice, id, version + 1)).containsExactly("0");
        assertThat(outdated(alice, "cred_none", version)).containsExactly("0");
        Actor stranger = Actor.user(alice.formation(), neighbours.otherTenant(), "usr_none");
        assertThat(outdated(stranger, id, version)).containsExactly("0");

        Superuser.run("update insula.app_user set status = 'suspended'" + alices);
        assertThat(outdated(alice, null, null)).containsExactly("0");
        Superuser.run(
                "update insula.app_user set status = 'active'" + alices, "delete from insula.credential" + alices);
        assertThat(outdated(alice, id, version)).containsExactly("0");
        assertThat(outdated(alice, null, null)).isEmpty();
    }

    private static List<String> outdated(Actor who, String credential, Long version) throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            return gate.rows(
                    "select insula_gate.outdated_tools(array[?], array[?], array[?], array[?]::text[], array[?]::bigint[])",
                    who.formation(),
                    who.tenant(),
                    who.person(),
                    credential,
                    version);
        }
    }

    private static List<String> shutOut(Actor who) throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            return gate.rows(
                    "select insula_gate.shut_out_users(array[?], array[?], array[?])",
                    who.formation(),
                    who.tenant(),
                    who.person());
        }
    }

    @Test
    void aCrowdWithOneIdentifierIsOneUser() throws Exception {
        List<String> ids = Together.allBeforeTheFirstWrite(
                "app_user",
                CROWD,
                i -> ask(FIRST_SIGHT, neighbours.formation(), neighbours.tenant(), "eve", "usr_e" + i));

        assertThat(ids).hasSize(CROWD);
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(Superuser.rows(
                        "select user_id from insula.app_user where tenant_id = ? and formation_id = ?"
                                + " and user_id like 'usr_e%'",
                        neighbours.tenant(), neighbours.formation()))
                .containsExactly(ids.get(0));
    }

    @Test
    void oneIdentifierInFourHousesIsFourUsers() throws Exception {
        List<String> formations = List.of(neighbours.formation(), neighbours.otherFormation());
        List<String> tenants = List.of(neighbours.tenant(), neighbours.otherTenant());
        List<String> ids =
                Together.all(4, i -> ask(FIRST_SIGHT, formations.get(i / 2), tenants.get(i % 2), "eve", "usr_e" + i));

        assertThat(ids).containsExactlyInAnyOrder("usr_e0", "usr_e1", "usr_e2", "usr_e3");
    }

    @Test
    void aUserOfATenantThatIsNoMemberIsNotMade() throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            assertThat(gate.rows(FIRST_SIGHT, neighbours.formation(), "tnt_nobody", "eve", "usr_e"))
                    .containsExactly("null");
        }
    }

    @Test
    void aCrowdDeclaringOneTenantMakesItOnce() throws Exception {
        String formation = "gamma-" + neighbours.formation();
        List<String> joined = Together.allBeforeTheFirstWrite(
                "membership", CROWD, i -> ask(JOIN, formation, "new-" + formation, "tnt_" + i + formation, 5));

        assertThat(joined.stream().filter(answer -> answer.endsWith("|t|f"))).hasSize(1);
        assertThat(joined.stream()
                        .map(answer -> answer.substring(0, answer.indexOf('|')))
                        .distinct())
                .hasSize(1);
        assertThat(members(formation)).hasSize(1);
    }

    @Test
    void aCrowdNeverPassesTheLimitOfTenants() throws Exception {
        String formation = "gamma-" + neighbours.formation();
        List<String> joined = Together.allBeforeTheFirstWrite(
                "membership", CROWD, i -> ask(JOIN, formation, i + "-" + formation, "tnt_" + i + formation, 5));

        assertThat(joined.stream().filter(answer -> answer.endsWith("|t|f"))).hasSize(5);
        assertThat(joined.stream().filter("null|f|t"::equals)).hasSize(CROWD - 5);
        assertThat(members(formation)).hasSize(5);
    }

    /** Two tenants, two users each: a formation is crowded by all of its users and by nobody else's. */
    @Test
    void aFormationIsCrowdedByItsOwnUsersAlone() throws Exception {
        String crowded = "select insula_gate.is_crowded(?, ?)";

        assertThat(ask(crowded, neighbours.formation(), 3)).isEqualTo("t");
        assertThat(ask(crowded, neighbours.formation(), 4)).isEqualTo("f");
        ask(FIRST_SIGHT, neighbours.otherFormation(), neighbours.tenant(), "eve", "usr_e");
        assertThat(ask(crowded, neighbours.formation(), 4)).isEqualTo("f");
        ask(FIRST_SIGHT, neighbours.formation(), neighbours.tenant(), "eve", "usr_e");
        assertThat(ask(crowded, neighbours.formation(), 4)).isEqualTo("t");
        assertThat(ask(crowded, "nowhere", 0)).isEqualTo("f");
    }

    @Test
    void withoutALimitNobodyJoins() throws Exception {
        assertThat(ask(JOIN, "gamma-" + neighbours.formation(), "slug", "tnt_x", null))
                .isEqualTo("null|f|t");
    }

    @Test
    void aTenantThatAnotherFormationKnowsLooksLikeANewOne() throws Exception {
        String formation = "gamma-" + neighbours.formation();

        assertThat(ask(FIND, formation, slug(), "alice@example.org", false)).isEqualTo(NOBODY);
        assertThat(ask(JOIN, formation, slug(), "tnt_new", 5)).isEqualTo(neighbours.tenant() + "|t|f");
        assertThat(ask(FIND, formation, slug(), "alice@example.org", false))
                .isEqualTo(neighbours.tenant() + "|t|null|null");
    }

    @Test
    void anIdentifierIsFoundInItsOwnHouseAlone() throws Exception {
        assertThat(ask(FIND, neighbours.formation(), slug(), "alice@example.org", false))
                .isEqualTo(neighbours.tenant() + "|t|usr_1|t");
        ask(FIRST_SIGHT, neighbours.formation(), neighbours.otherTenant(), "eve", "usr_e");
        assertThat(ask(FIND, neighbours.formation(), slug(), "eve", false))
                .isEqualTo(neighbours.tenant() + "|t|null|null");
        assertThat(ask(FIND, neighbours.otherFormation(), "slug-" + neighbours.otherTenant(), "eve", false))
                .isEqualTo(neighbours.otherTenant() + "|t|null|null");
    }

    @Test
    void aPublicIdIsAnIdentifierInItsOwnHouseAlone() throws Exception {
        ask(FIRST_SIGHT, neighbours.formation(), neighbours.otherTenant(), "eve", "usr_e");
        String otherSlug = "slug-" + neighbours.otherTenant();

        assertThat(ask(FIND, neighbours.formation(), otherSlug, "usr_e", true))
                .isEqualTo(neighbours.otherTenant() + "|t|usr_e|t");
        assertThat(ask(FIND, neighbours.formation(), slug(), "usr_e", true))
                .isEqualTo(neighbours.tenant() + "|t|null|null");
        assertThat(ask(FIND, neighbours.otherFormation(), otherSlug, "usr_e", true))
                .isEqualTo(neighbours.otherTenant() + "|t|null|null");
        assertThat(ask(FIND, neighbours.formation(), otherSlug, "usr_e", false))
                .isEqualTo(neighbours.otherTenant() + "|t|null|null");
        assertThat(ask(FIND, neighbours.formation(), otherSlug, "eve", true))
                .isEqualTo(neighbours.otherTenant() + "|t|null|null");
    }

    @Test
    void aSuspendedTenantIsReportedSoInItsFormationAlone() throws Exception {
        Superuser.run("update insula.membership set status = 'suspended' where formation_id = '"
                + neighbours.formation() + "' and tenant_id = '" + neighbours.tenant() + "'");

        assertThat(ask(FIND, neighbours.formation(), slug(), "alice@example.org", false))
                .isEqualTo(neighbours.tenant() + "|f|usr_1|t");
        assertThat(ask(FIND, neighbours.otherFormation(), slug(), "alice@example.org", false))
                .isEqualTo(neighbours.tenant() + "|t|usr_1|t");

        Superuser.run("update insula.tenant set status = 'suspended' where tenant_id = '" + neighbours.tenant() + "'");

        assertThat(ask(FIND, neighbours.otherFormation(), slug(), "alice@example.org", false))
                .isEqualTo(neighbours.tenant() + "|f|usr_1|t");
    }

    private String slug() {
        return "slug-" + neighbours.tenant();
    }

    private static List<String> members(String formation) throws SQLException {
        return Superuser.rows("select tenant_id from insula.membership where formation_id = ?", formation);
    }

    private static String ask(String sql, Object... parameters) throws SQLException {
        try (AppConnection gate = AppConnection.atTheGate()) {
            List<String> answer = gate.rows(sql, parameters);
            gate.commit();
            assertThat(answer).hasSize(1);
            return answer.get(0);
        }
    }
}
