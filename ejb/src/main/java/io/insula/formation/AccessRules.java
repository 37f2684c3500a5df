package io.insula.formation;

import io.insula.kernel.Permission;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may do what, as a formation declares it: what no role grants is denied.
 *
 * @param roles in the order of the file
 * @param groups by name
 */
public record AccessRules(List<Role> roles, Map<String, Group> groups) {

    /** What holds where nobody has any role. */
    static final AccessRules NONE = new AccessRules(List.of(), Map.of());

    public AccessRules {
        roles = List.copyOf(roles);
        groups = Map.copyOf(groups);
    }

    /**
     * A role.
     *
     * @param actions the words by which it grants, as they are written
     * @param place where it is declared
     */
    public record Role(String name, List<String> actions, Place place, List<Assignment> assignments) {

        public Role {
            actions = List.copyOf(actions);
            assignments = List.copyOf(assignments);
        }

        /** What the role grants to a subject: what concerns the formation as a whole only to one that names its tenant. */
        public Set<Permission> granted(Subject to) {
            Set<Permission> granted = new HashSet<>();
            actions.forEach(word -> granted.addAll(Permission.granted(word)));
            granted.removeIf(each -> each.reach() == Permission.Reach.FORMATION && !to.isQualified());
            return granted;
        }
    }

    /** A role's assignment to a subject, and where it stands. */
    public record Assignment(Subject subject, Place place) {}

    /**
     * A group of {@code groups/}.
     *
     * @param members users
     * @param inherits the groups whose roles its members have too
     * @param tools which tools its members may call
     */
    public record Group(String name, List<Assignment> members, List<String> inherits, ToolRules tools, Place place) {

        public Group {
            members = List.copyOf(members);
            inherits = List.copyOf(inherits);
        }
    }

    /** Whether any group says which tools its members may call. */
    public boolean restrictTools() {
        return groups.values().stream().anyMatch(group -> group.tools().areDeclared());
    }

    /**
     * Whether the members of some groups may call a tool.
     *
     * @param of the groups that somebody is in, with all that these inherit from
     */
    public boolean permitTool(Collection<String> of, String server, String tool) {
        return ToolRules.permit(toolRules(of), toolRules(groups.keySet()), server, tool);
    }

    /**
     * Whether a server may have a tool that somebody may call.
     *
     * @param of as for {@link #permitTool}
     */
    public boolean permitAnyTool(Collection<String> of, String server) {
        return ToolRules.permitAny(toolRules(of), toolRules(groups.keySet()), server);
    }

    private List<ToolRules> toolRules(Collection<String> of) {
        return of.stream()
                .filter(groups::containsKey)
                .map(name -> groups.get(name).tools())
                .toList();
    }

    /** Whether a text can name a group. */
    public static boolean isGroupName(String text) {
        return ValueType.NAME.matcher(text).matches();
    }

    /** The groups and all that they inherit from, nearest first. */
    public Set<String> inherited(Collection<String> from) {
        Set<String> reached = new LinkedHashSet<>(from);
        List<String> next = List.copyOf(reached);
        while (!next.isEmpty()) {
            next = next.stream()
                    .filter(groups::containsKey)
                    .flatMap(name -> groups.get(name).inherits().stream())
                    .filter(reached::add)
                    .toList();
        }
        return reached;
    }
}
