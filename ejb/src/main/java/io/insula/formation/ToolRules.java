package io.insula.formation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tools a group may call.
 *
 * @param allow what its members may call; null where the group does not say
 * @param deny what they may not, whatever else allows it
 */
public record ToolRules(List<Tools> allow, List<Tools> deny) {

    /** A group that says nothing of tools. */
    static final ToolRules NONE = new ToolRules(null, List.of());

    public ToolRules {
        allow = allow == null ? null : List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /**
     * Some tools.
     *
     * @param server the server's id, or {@code *} for all
     * @param tool the tool's name, or {@code *} for all
     */
    public record Tools(String server, String tool) {

        static final String ALL = "*";
        private static final Pattern WRITTEN =
                Pattern.compile("(?<server>\\*|" + ValueType.NAME.pattern() + ")(/(?<tool>\\*|[^\\s/*]{1,128}))?");

        /** Reads {@code server/tool}, {@code server}, or {@code *} in the place of either. */
        static Optional<Tools> parse(String text) {
            Matcher matcher = WRITTEN.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String tool = matcher.group("tool");
            return Optional.of(new Tools(matcher.group("server"), tool == null ? ALL : tool));
        }

        boolean include(String ofServer, String named) {
            return concern(ofServer) && (tool.equals(ALL) || tool.equals(named));
        }

        boolean concern(String ofServer) {
            return server.equals(ALL) || server.equals(ofServer);
        }
    }

    /** Whether the group says anything. */
    boolean areDeclared() {
        return allow != null || !deny.isEmpty();
    }

    /**
     * Whether somebody may call a tool. What any group of his denies is denied. Where groups of his have lists of what is
     * allowed, one of these must name the tool; and what the list of any group names is for those whom a list allows it.
     *
     * @param own the rules of the groups that he is in
     * @param all those of all groups
     */
    static boolean permit(Collection<ToolRules> own, Collection<ToolRules> all, String server, String tool) {
        if (own.stream().anyMatch(rules -> names(rules.deny(), server, tool))) {
            return false;
        }
        boolean listed = own.stream().anyMatch(rules -> rules.allow() != null);
        boolean reserved = all.stream().anyMatch(rules -> rules.allow() != null && names(rules.allow(), server, tool));
        return !(listed || reserved)
                || own.stream().anyMatch(rules -> rules.allow() != null && names(rules.allow(), server, tool));
    }

    /** Whether there may be a tool of the server that {@link #permit} permits; which tools it has is not known yet. */
    static boolean permitAny(Collection<ToolRules> own, Collection<ToolRules> all, String server) {
        if (own.stream().anyMatch(rules -> names(rules.deny(), server, Tools.ALL))) {
            return false;
        }
        boolean listed = own.stream().anyMatch(rules -> rules.allow() != null);
        boolean reserved =
                all.stream().anyMatch(rules -> rules.allow() != null && names(rules.allow(), server, Tools.ALL));
        return !(listed || reserved)
                || own.stream()
                        .filter(rules -> rules.allow() != null)
                        .flatMap(rules -> rules.allow().stream())
                        .anyMatch(each -> each.concern(server));
    }

    private static boolean names(List<Tools> tools, String server, String tool) {
        return tools.stream().anyMatch(each -> each.include(server, tool));
    }
}
