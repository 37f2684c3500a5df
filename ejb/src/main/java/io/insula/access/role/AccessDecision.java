package io.insula.access.role;

import io.insula.access.Entitlement.Grant;
import io.insula.formation.Place;
import io.insula.kernel.Permission;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether somebody may do something, and why.
 *
 * @param allowed whether each of the permissions is granted
 * @param declared whether the formation declares roles; otherwise the kind of the key decides
 * @param userId {@code usr_…}; null if nobody of the tenant comes under that name yet
 */
public record AccessDecision(String action, boolean allowed, boolean declared, String userId, List<Reason> reasons) {

    public AccessDecision {
        reasons = List.copyOf(reasons);
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

        static Reason of(Permission permission, Optional<Grant> grant) {
            return grant.map(by -> new Reason(
                            permission.word(),
                            true,
                            by.role().name(),
                            by.subject().text(),
                            by.path(),
                            Location.of(by.assigned()),
                            Location.of(by.role().place())))
                    .orElseGet(() -> new Reason(permission.word(), false, null, null, null, null, null));
        }

        static Reason ofKey(Permission permission, boolean allowed) {
            return new Reason(permission.word(), allowed, null, null, null, null, null);
        }
    }

    /** A place in the formation's files, counted from 1. */
    public record Location(String file, int line, int column) {

        static Location of(Place place) {
            return new Location(place.file(), place.line(), place.column());
        }
    }

    static AccessDecision of(String action, boolean declared, String userId, List<Reason> reasons) {
        List<Reason> ordered = reasons.stream()
                .sorted(Comparator.comparing(Reason::permission))
                .toList();
        return new AccessDecision(action, ordered.stream().allMatch(Reason::allowed), declared, userId, ordered);
    }
}
