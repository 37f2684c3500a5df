package io.insula.access;

import io.insula.kernel.Permission;
import java.util.EnumSet;
import java.util.Set;

/**
 * How far a permission reaches: over what belongs to one user, to one tenant, or to the formation as a whole. Whoever is
 * bound to less than a permission reaches over does not have it.
 */
enum Reach {
    USER,
    TENANT,
    FORMATION;

    /** Those of the permissions that reach no farther than this. */
    Set<Permission> within(Set<Permission> permissions) {
        Set<Permission> within = EnumSet.noneOf(Permission.class);
        permissions.stream().filter(each -> of(each).compareTo(this) <= 0).forEach(within::add);
        return within;
    }

    private static Reach of(Permission permission) {
        return switch (permission) {
            case CHAT, MEMORY, REQUESTS, PROVE_IDENTIFIERS, FORGET -> USER;
            case LINK_IDENTIFIERS, MANAGE_USERS, MANAGE_KEYS, VIEW_LOGS -> TENANT;
            case VIEW_FORMATION, MANAGE_TENANTS -> FORMATION;
        };
    }
}
