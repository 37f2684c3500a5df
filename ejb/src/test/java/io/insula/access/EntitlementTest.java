package io.insula.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.formation.AccessRules;
import io.insula.formation.DatabaseIdentity;
import io.insula.formation.FormationReader;
import io.insula.formation.FormationSource;
import io.insula.formation.SecretSource;
import io.insula.kernel.Permission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who has which role; above all, who has not. */
class EntitlementTest {

    private static final String MAIN = "main";

    private static final AccessRules RULES = rules(
            """
            id: test
            access:
              roles:
                guest: [forget]
                talker: [chat]
                boss: [manage, configure]
              assignments:
                guest: ["*"]
                talker: [user:alice, group:engineering, group:acme:sales]
                boss: [user:acme:carol, group:acme:board, group:board]
            """);

    @Test
    void everyoneHasWhatEveryoneGets() {
        assertThat(entitled("globex", "zoe").permissions()).containsExactly(Permission.FORGET);
    }

    @Test
    void aNameWithoutATenantIsOneOfTheDefaultTenant() {
        assertThat(entitled(MAIN, "alice").permissions()).contains(Permission.CHAT);
        assertThat(entitled("globex", "alice").permissions()).doesNotContain(Permission.CHAT);
    }

    /** A23: two tenants with a user and a group of the same names; the second tenant's gain nothing. */
    @Test
    void a23NamesOfOneTenantGainNothingInAnother() {
        assertThat(entitled("acme", "carol").permissions()).contains(Permission.MANAGE_TENANTS);
        assertThat(entitled("globex", "carol").permissions()).doesNotContain(Permission.MANAGE_TENANTS);
        assertThat(entitled(MAIN, "carol").permissions()).doesNotContain(Permission.MANAGE_TENANTS);
        assertThat(entitled("acme", "dave", "sales").permissions()).contains(Permission.CHAT);
        assertThat(entitled("globex", "dave", "sales").permissions()).doesNotContain(Permission.CHAT);
        assertThat(entitled("globex", "dave", "board").permissions())
                .doesNotContain(Permission.MANAGE_TENANTS, Permission.VIEW_FORMATION);
    }

    @Test
    void aGroupWithoutATenantIsTheCallersOwn() {
        assertThat(entitled("globex", "erin", "engineering").permissions()).contains(Permission.CHAT);
    }

    @Test
    void membersOfAGroupHaveWhatItInheritsAndTheWayIsTold() {
        Entitlement entitlement = entitled("globex", "erin", "backend");

        assertThat(entitlement.of(Permission.CHAT).orElseThrow().path())
                .containsExactly("backend", "technicians", "engineering");
        assertThat(entitlement.of(Permission.CHAT).orElseThrow().assigned().line())
                .isEqualTo(9);
        assertThat(entitlement.of(Permission.CHAT).orElseThrow().role().name()).isEqualTo("talker");
    }

    @Test
    void theFormationsOwnGroupsHoldForTheUsersThatTheyName() {
        assertThat(entitled("acme", "frank").permissions()).contains(Permission.CHAT);
        assertThat(entitled("globex", "frank").permissions()).doesNotContain(Permission.CHAT);
        assertThat(entitled(MAIN, "frank").permissions()).doesNotContain(Permission.CHAT);
    }

    @Test
    void anyIdentifierOfTheUserCounts() {
        Claimant linked = new Claimant(MAIN, Set.of("U98765", "alice"), List.of());

        assertThat(Entitlement.of(RULES, MAIN, linked).permissions()).contains(Permission.CHAT);
    }

    @Test
    void whatNoRoleGrantsIsDenied() {
        assertThat(entitled("globex", "zoe").of(Permission.CHAT)).isEmpty();
    }

    private static Entitlement entitled(String tenant, String user, String... groups) {
        return Entitlement.of(RULES, MAIN, new Claimant(tenant, Set.of(user), List.of(groups)));
    }

    private static AccessRules rules(String main) {
        FormationSource source = FormationSource.of(Map.of(
                "formation.afs",
                main,
                "groups/backend.yaml",
                "id: backend\ninherits: [technicians]\n",
                "groups/technicians.yaml",
                "id: technicians\nmembers: [user:acme:frank]\ninherits: [engineering]\n"));
        return FormationReader.read(
                        source, SecretSource.none(), new DatabaseIdentity("localhost", 5432, "insula", "insula_owner"))
                .formation()
                .orElseThrow()
                .access();
    }
}
