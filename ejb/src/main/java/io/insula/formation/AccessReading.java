package io.insula.formation;

import io.insula.formation.AccessRules.Assignment;
import io.insula.formation.AccessRules.Group;
import io.insula.formation.AccessRules.Role;
import io.insula.formation.YamlNode.Scalar;
import io.insula.kernel.Permission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads {@code access} and the files of {@code groups/}, and judges what would grant less or more than it seems. */
final class AccessReading {

    private static final String ROLES = "access.roles";
    private static final String ASSIGNMENTS = "access.assignments";

    private final Settings main;
    private final Findings findings;
    private final Map<String, Group> groups = new TreeMap<>();

    AccessReading(Settings main, Findings findings) {
        this.main = main;
        this.findings = findings;
    }

    /** Takes one file of {@code groups/}. */
    void group(Settings file) {
        Optional<Scalar> id = file.written("id");
        if (id.isEmpty()) {
            return;
        }
        Group group = new Group(
                id.get().text(),
                subjects(file.items("members")),
                texts(file.items("inherits")),
                tools(file),
                id.get().place());
        Group earlier = groups.putIfAbsent(group.name(), group);
        if (earlier != null) {
            findings.fault(
                    group.place(),
                    "another group has this id already: " + earlier.place().file() + ":"
                            + earlier.place().line());
        }
        group.members().stream()
                .filter(member -> member.subject().kind() != Subject.Kind.USER)
                .forEach(member -> findings.fault(
                        member.place(), "members are users; a group takes another one's roles by 'inherits'"));
        file.items("inherits").stream()
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .filter(each -> each.text().equals(group.name()))
                .forEach(each -> findings.fault(each.place(), "a group cannot inherit from itself"));
    }

    /** The rules, once all files of {@code groups/} were taken; empty where the formation declares none. */
    Optional<AccessRules> read() {
        judgeCircles();
        Map<String, Place> names = main.names(ROLES);
        Map<String, Place> assigned = main.names(ASSIGNMENTS);
        assigned.forEach((role, place) -> {
            if (!names.containsKey(role)) {
                findings.fault(place, ASSIGNMENTS + " names a role that " + ROLES + " does not declare");
            }
        });
        if (names.isEmpty() && assigned.isEmpty()) {
            groups.values().forEach(this::withoutRoles);
            return main.isWritten("access") ? Optional.of(AccessRules.NONE) : Optional.empty();
        }
        List<Role> roles = new ArrayList<>();
        names.forEach((name, place) -> roles.add(role(name, place)));
        return Optional.of(new AccessRules(roles, groups));
    }

    /** Nobody is asked for groups then; what would only restrict must not be passed over. */
    private void withoutRoles(Group group) {
        if (group.tools().areDeclared()) {
            findings.fault(
                    group.place(),
                    "the group restricts tools, but the formation declares no access.roles, so nobody would be asked"
                            + " for groups: declare roles, or remove tools");
        } else {
            findings.warning(group.place(), "the group has no effect: the formation declares no access.roles");
        }
    }

    private Role role(String name, Place place) {
        Role role = new Role(
                name,
                texts(main.items(Vocabulary.join(ROLES, name))),
                place,
                subjects(main.items(Vocabulary.join(ASSIGNMENTS, name))));
        role.assignments().forEach(assignment -> judgeReach(role, assignment));
        return role;
    }

    /** What would silently grant less than it says is told when it is read, not when somebody misses it. */
    private void judgeReach(Role role, Assignment assignment) {
        Set<Permission> promised = new HashSet<>();
        role.actions().forEach(word -> promised.addAll(Permission.granted(word)));
        promised.removeAll(role.granted(assignment.subject()));
        if (!promised.isEmpty()) {
            String withheld = promised.stream().map(Permission::word).sorted().collect(Collectors.joining(", "));
            findings.warning(
                    assignment.place(),
                    "this does not grant " + withheld
                            + ", which concern the formation as a whole: name the tenant, as in"
                            + " user:TENANT:NAME or group:TENANT:NAME");
        }
    }

    private static ToolRules tools(Settings file) {
        return file.isWritten("tools")
                ? new ToolRules(
                        file.isListed("tools.allow") ? tools(file, "tools.allow") : null, tools(file, "tools.deny"))
                : ToolRules.NONE;
    }

    private static List<ToolRules.Tools> tools(Settings file, String path) {
        return texts(file.items(path)).stream()
                .flatMap(text -> ToolRules.Tools.parse(text).stream())
                .toList();
    }

    private void judgeCircles() {
        AccessRules rules = new AccessRules(List.of(), groups);
        groups.values().stream()
                .filter(group -> !group.inherits().contains(group.name()))
                .filter(group -> rules.inherited(group.inherits()).contains(group.name()))
                .forEach(group -> findings.fault(group.place(), "the group inherits from itself by way of others"));
        groups.values().forEach(group -> group.inherits().stream()
                .filter(each -> !groups.containsKey(each))
                .forEach(each -> findings.warning(
                        group.place(),
                        "inherits from a group that has no file in groups/; it holds for its assignments only")));
    }

    private static List<Assignment> subjects(List<YamlNode> items) {
        List<Assignment> subjects = new ArrayList<>();
        for (YamlNode item : items) {
            if (item instanceof Scalar scalar) {
                Subject.parse(scalar.text())
                        .ifPresent(subject -> subjects.add(new Assignment(subject, scalar.place())));
            }
        }
        return subjects;
    }

    private static List<String> texts(List<YamlNode> items) {
        return items.stream()
                .filter(Scalar.class::isInstance)
                .map(item -> ((Scalar) item).text())
                .toList();
    }
}
