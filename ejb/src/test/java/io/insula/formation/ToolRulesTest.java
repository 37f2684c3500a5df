package io.insula.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which tools the members of groups may call. */
class ToolRulesTest {

    private static final String ROLES = "id: x\naccess: {roles: {user: [chat]}, assignments: {user: ['*']}}\n";

    private static AccessRules rules(String engineers, String interns) {
        return Formations.read(
                        Map.of(
                                "formation.afs", ROLES,
                                "groups/engineers.yaml", "id: engineers\ntools: " + engineers + "\n",
                                "groups/interns.yaml", "id: interns\ntools: " + interns + "\n"),
                        Map.of())
                .formation()
                .orElseThrow()
                .access();
    }

    @Test
    void aListOfWhatIsAllowedLeavesOutAllElse() {
        AccessRules rules = rules("{allow: [github/search, wiki]}", "{}");

        assertThat(rules.permitTool(List.of("engineers"), "github", "search")).isTrue();
        assertThat(rules.permitTool(List.of("engineers"), "wiki", "anything")).isTrue();
        assertThat(rules.permitTool(List.of("engineers"), "github", "delete")).isFalse();
    }

    @Test
    void whatAGroupIsAllowedIsForNobodyElse() {
        AccessRules rules = rules("{allow: [github/*]}", "{}");

        assertThat(rules.permitTool(List.of("interns"), "github", "search")).isFalse();
        assertThat(rules.permitTool(List.of(), "github", "search")).isFalse();
        assertThat(rules.permitTool(List.of(), "wiki", "read")).isTrue();
    }

    @Test
    void aServerOfWhichNothingMayBeCalledIsToldFromOneThatMayHaveSomething() {
        AccessRules rules = rules("{allow: [github/search]}", "{deny: [wiki], allow: ['mail/*']}");

        assertThat(rules.permitAnyTool(List.of("engineers"), "github")).isTrue();
        assertThat(rules.permitAnyTool(List.of("engineers"), "wiki")).isFalse();
        assertThat(rules.permitAnyTool(List.of("interns"), "wiki")).isFalse();
        assertThat(rules.permitAnyTool(List.of("engineers", "interns"), "mail")).isTrue();
        assertThat(rules.permitAnyTool(List.of(), "mail")).isFalse();
        assertThat(rules.permitAnyTool(List.of(), "github")).isTrue();
    }

    @Test
    void whatIsDeniedIsDeniedWhateverElseAllowsIt() {
        AccessRules rules = rules("{allow: ['*']}", "{deny: ['*/delete', wiki]}");

        assertThat(rules.permitTool(List.of("engineers"), "github", "delete")).isTrue();
        assertThat(rules.permitTool(List.of("engineers", "interns"), "github", "delete"))
                .isFalse();
        assertThat(rules.permitTool(List.of("engineers", "interns"), "wiki", "read"))
                .isFalse();
        assertThat(rules.permitTool(List.of("engineers", "interns"), "github", "search"))
                .isTrue();
    }

    @Test
    void anEmptyListAllowsNothing() {
        assertThat(rules("{allow: []}", "{}").permitTool(List.of("engineers"), "wiki", "read"))
                .isFalse();
    }

    @Test
    void rulesThatNobodyWouldBeAskedForAreRefused() {
        assertThat(Formations.readBeside("groups/g.yaml", "id: g\ntools: {deny: [github]}\n")
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("declares no access.roles"));
    }

    @Test
    void whatNamesNoToolsIsRefused() {
        assertThat(Formations.readBeside("groups/g.yaml", "id: g\ntools: {deny: ['a/b/c']}\n")
                        .faults())
                .extracting(Fault::message)
                .contains("tools.deny[] must be SERVER/TOOL, SERVER, or * in the place of either");
    }
}
