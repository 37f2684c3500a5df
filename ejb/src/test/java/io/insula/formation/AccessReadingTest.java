package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.kernel.Permission;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a formation may declare about who may do what, and what it is told when that is not what it seems. */
class AccessReadingTest {

    @Test
    void aFormationThatSaysNothingHasNoRules() {
        assertThat(Formations.readBody("").formation().orElseThrow().access()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"access:", "access: {}", "'access: {roles: {}}'"})
    void whoeverDeclaresAccessWithoutARoleGrantsNothing(String body) {
        assertThat(Formations.readBody(body + "\n")
                        .formation()
                        .orElseThrow()
                        .access()
                        .roles())
                .isEmpty();
    }

    @Test
    void rolesKeepTheirOrderTheirAssignmentsAndTheirPlaces() {
        AccessRules rules = Formations.readBody(
                        """
                        access:
                          roles:
                            clerk: [chat]
                            boss: [chat, manage]
                          assignments:
                            clerk: ["*", "group:sales"]
                            boss: ["user:acme:alice"]
                        """)
                .formation()
                .orElseThrow()
                .access();

        assertThat(rules.roles()).extracting(AccessRules.Role::name).containsExactly("clerk", "boss");
        assertThat(rules.roles().get(0).place()).isEqualTo(new Place("formation.afs", 4, 5));
        assertThat(rules.roles().get(1).assignments()).singleElement().satisfies(assignment -> {
            assertThat(assignment.subject().text()).isEqualTo("user:acme:alice");
            assertThat(assignment.place()).isEqualTo(new Place("formation.afs", 8, 12));
        });
    }

    @Test
    void whatConcernsTheWholeFormationIsGrantedOnlyWhereTheTenantIsNamed() {
        Reading reading = Formations.readBody(
                """
                access:
                  roles:
                    admin: [manage, chat]
                  assignments:
                    admin: [user:alice, user:acme:bob]
                """);

        AccessRules.Role admin =
                reading.formation().orElseThrow().access().roles().get(0);
        assertThat(admin.granted(admin.assignments().get(0).subject()))
                .contains(Permission.CHAT)
                .doesNotContain(Permission.MANAGE_TENANTS);
        assertThat(admin.granted(admin.assignments().get(1).subject()))
                .contains(Permission.CHAT, Permission.MANAGE_TENANTS);
        assertThat(reading.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .startsWith("formation.afs:6:13: this does not grant manage_tenants")
                .contains("name the tenant"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "access: {roles: {a: [fly]}}                                     | must be one of chat,",
                "access: {roles: {a: chat}}                                      | must be a list",
                "access: {roles: [chat]}                                         | must hold keys with values",
                "'access: {roles: {\"a b\": [chat]}}'                            | is no name",
                "access: {roles: {a: [chat]}, assignments: {b: [user:x]}}        | names a role that access.roles does not",
                "access: {roles: {a: [chat]}, assignments: {a: [alice]}}         | must be user:NAME",
                "access: {roles: {a: [chat]}, assignments: {a: [user:]}}         | must be user:NAME",
                "access: {roles: {a: [chat]}, assignments: {a: [user:A_B:x]}}    | must be user:NAME",
                "access: {roles: {a: [chat]}, assignments: {a: ['group:x y']}}   | must be user:NAME",
            })
    void aWrongRuleStopsTheFormationAndSaysWhatIsRight(String body, String message) {
        Reading reading = Formations.readBody(body + "\n");

        assertThat(reading.formation()).isEmpty();
        assertThat(reading.faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                .contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'id: a\ninherits: [a]'                    | a group cannot inherit from itself",
                "'id: a\ninherits: [b]'                    | the group inherits from itself by way of others",
                "'id: b'                                    | another group has this id already",
                "'id: a\nmembers: [\"group:other\"]'       | members are users",
                "'id: a\nmembers: [alice]'                 | must be user:NAME",
                "members: [user:alice]                      | the key id is missing",
                "'id: a\ntools: {allow: all}'              | tools.allow must be a list",
            })
    void aWrongGroupStopsTheFormation(String text, String message) {
        Reading reading = Formations.read(
                Map.of(
                        "formation.afs", "id: test\naccess: {roles: {r: [chat]}}\n",
                        "groups/a.yaml", text.replace("\\n", "\n") + "\n",
                        "groups/b.yaml", "id: b\ninherits: [a]\n"),
                Map.of());

        assertThat(reading.formation()).isEmpty();
        assertThat(reading.faults())
                .anySatisfy(fault -> assertThat(fault.message()).contains(message));
    }

    @Test
    void groupsWithoutRolesHaveNoEffectAndSaySo() {
        Reading reading = Formations.readBeside("groups/engineering.yaml", "id: engineering\nmembers: [user:alice]\n");

        assertThat(reading.formation().orElseThrow().access()).isNull();
        assertThat(reading.warnings()).singleElement().satisfies(warning -> assertThat(warning.toString())
                .startsWith("groups/engineering.yaml:1:5: the group has no effect"));
    }
}
