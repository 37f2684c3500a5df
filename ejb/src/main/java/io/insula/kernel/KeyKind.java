package io.insula.kernel;

import java.util.Locale;
import java.util.Set;

/** The two kinds of keys of a formation. */
public enum KeyKind {
    /** Held by a trusted back end that speaks for users. */
    CLIENT("fmc_"),
    /** Held by those who run the formation. */
    ADMIN("fma_");

    private final String prefix;

    KeyKind(String prefix) {
        this.prefix = prefix;
    }

    /** How generated keys of this kind begin. */
    public String prefix() {
        return prefix;
    }

    /** What a holder of such a key may do at most. */
    public Set<Permission> permissions() {
        return switch (this) {
            case CLIENT ->
                Set.of(
                        Permission.CHAT,
                        Permission.MEMORY,
                        Permission.REQUESTS,
                        Permission.CREDENTIALS,
                        Permission.USE_TOOLS,
                        Permission.PROVE_IDENTIFIERS,
                        Permission.LINK_IDENTIFIERS,
                        Permission.EXPLAIN_ACCESS,
                        Permission.FORGET);
            case ADMIN ->
                Set.of(
                        Permission.MEMORY,
                        Permission.REQUESTS,
                        Permission.CREDENTIALS,
                        Permission.USE_TOOLS,
                        Permission.LINK_IDENTIFIERS,
                        Permission.MANAGE_USERS,
                        Permission.MANAGE_GROUPS,
                        Permission.EXPLAIN_ACCESS,
                        Permission.FORGET,
                        Permission.VIEW_FORMATION,
                        Permission.MANAGE_SECRETS,
                        Permission.MANAGE_TENANTS,
                        Permission.DEPLOY,
                        Permission.VIEW_LOGS,
                        Permission.MANAGE_KEYS);
        };
    }

    /** The word for this kind in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
