package io.insula.access;

import io.insula.formation.AccessRules;
import io.insula.formation.AccessRules.Assignment;
import io.insula.formation.AccessRules.Group;
import io.insula.formation.AccessRules.Role;
import io.insula.formation.Place;
import io.insula.formation.Subject;
import io.insula.identity.Identifier;
import io.insula.kernel.Permission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a formation's roles grant to somebody, and by which assignment each. Names never cross tenants: a user without a
 * tenant is one of the default tenant, and a group without a tenant is a group of the claimant's own.
 */
public record Entitlement(List<Grant> grants) {

    public Entitlement {
        grants = List.copyOf(grants);
    }

    /**
     * One assignment that holds for the claimant.
     *
     * @param assigned the place of the assignment
     * @param path how the claimant came to be meant: nothing for himself or everyone, else the groups from the one he is
     *     in to the one that is named
     */
    public record Grant(Role role, Subject subject, Place assigned, List<String> path, Set<Permission> permissions) {

        public Grant {
            path = List.copyOf(path);
            permissions = Set.copyOf(permissions);
        }
    }

    /** Reads the rules for a claimant. */
    public static Entitlement of(AccessRules rules, String defaultTenant, Claimant who) {
        Map<String, List<String>> groups = groups(rules, defaultTenant, who);
        List<Grant> grants = new ArrayList<>();
        for (Role role : rules.roles()) {
            for (Assignment assignment : role.assignments()) {
                path(assignment.subject(), defaultTenant, who, groups)
                        .ifPresent(path -> grants.add(new Grant(
                                role,
                                assignment.subject(),
                                assignment.place(),
                                path,
                                role.granted(assignment.subject()))));
            }
        }
        return new Entitlement(grants);
    }

    /** The groups that somebody is in, and all that these inherit from. */
    public static Set<String> groupsOf(AccessRules rules, String defaultTenant, Claimant who) {
        return Set.copyOf(groups(rules, defaultTenant, who).keySet());
    }

    /** Everything that is granted. */
    public Set<Permission> permissions() {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        grants.forEach(grant -> all.addAll(grant.permissions()));
        return all;
    }

    /** By which grant one may do something; empty if not at all. */
    public Optional<Grant> of(Permission permission) {
        return grants.stream()
                .filter(grant -> grant.permissions().contains(permission))
                .findFirst();
    }

    private static Optional<List<String>> path(
            Subject subject, String defaultTenant, Claimant who, Map<String, List<String>> groups) {
        return switch (subject.kind()) {
            case EVERYONE -> Optional.of(List.of());
            case USER -> isMeant(subject, defaultTenant, who) ? Optional.of(List.of()) : Optional.empty();
            case GROUP ->
                subject.isQualified() && !subject.tenant().equals(who.tenant())
                        ? Optional.empty()
                        : Optional.ofNullable(groups.get(subject.name()));
        };
    }

    private static boolean isMeant(Subject user, String defaultTenant, Claimant who) {
        String tenant = user.isQualified() ? user.tenant() : defaultTenant;
        return tenant.equals(who.tenant()) && who.identifiers().contains(Identifier.written(user.name()));
    }

    /** The groups of a claimant with what they inherit from, each with the way to it. */
    private static Map<String, List<String>> groups(AccessRules rules, String defaultTenant, Claimant who) {
        Map<String, List<String>> ways = new LinkedHashMap<>();
        who.groups().forEach(name -> ways.put(name, List.of(name)));
        rules.groups().values().stream()
                .filter(group -> group.members().stream().anyMatch(each -> isMeant(each.subject(), defaultTenant, who)))
                .map(Group::name)
                .sorted()
                .forEach(name -> ways.putIfAbsent(name, List.of(name)));
        List<String> next = List.copyOf(ways.keySet());
        while (!next.isEmpty()) {
            List<String> reached = new ArrayList<>();
            for (String name : next) {
                Group group = rules.groups().get(name);
                List<String> parents = group == null ? List.of() : group.inherits();
                for (String parent : parents) {
                    if (!ways.containsKey(parent)) {
                        List<String> way = new ArrayList<>(ways.get(name));
                        way.add(parent);
                        ways.put(parent, List.copyOf(way));
                        reached.add(parent);
                    }
                }
            }
            next = reached;
        }
        return ways;
    }

    /** Names the roles, for logs. */
    @Override
    public String toString() {
        return grants.stream().map(grant -> grant.role().name()).distinct().collect(Collectors.joining(", "));
    }
}
