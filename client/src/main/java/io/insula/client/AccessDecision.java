package io.insula.client;

import java.util.List;

/**
 * Whether a user may do something, and why.
 *
 * @param declared whether the formation declares roles; otherwise the key alone decides
 * @param userId the public id; null if nobody came under that name yet
 */
public record AccessDecision(String action, boolean allowed, boolean declared, String userId, List<Reason> reasons) {

    public AccessDecision {
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }

    /**
     * One permission of what was asked for. Where it is denied, what follows is null.
     *
     * @param role that grants it
     * @param subject to whom the role is assigned, as the formation writes it
     * @param path the groups by which the user is meant, from the one the user is in
     * @param assigned where the assignment stands
     * @param defined where the role stands
     */
    public record Reason(
            String permission,
            boolean allowed,
            String role,
            String subject,
            List<String> path,
            Location assigned,
            Location defined) {

        public Reason {
            path = path == null ? List.of() : List.copyOf(path);
        }
    }

    /** A place in the formation's files, counted from 1. */
    public record Location(String file, int line, int column) {}
}
