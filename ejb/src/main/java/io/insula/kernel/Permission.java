package io.insula.kernel;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one may do. Each service method names exactly one of these with {@link Requires}; roles name them by their word,
 * or several at once by the word of what they belong to.
 */
public enum Permission {
    /** Talk to the formation, and read and delete one's own sessions. */
    CHAT("chat", Reach.USER),
    /** Read and write one's own memories. */
    MEMORY("chat", Reach.USER),
    /** Follow and cancel a user's requests that are answered later. */
    REQUESTS("chat", Reach.USER),
    /** Prove that an identifier is one's own, and see one's own identifiers. */
    PROVE_IDENTIFIERS("chat", Reach.USER),
    /**
     * Say whose an identifier is, for all users of a tenant. Whoever speaks for one user alone never has it: what they say
     * of themselves must be proven. So no role grants it.
     */
    LINK_IDENTIFIERS(null, Reach.TENANT),
    /** List, suspend and resume the users of a tenant. */
    MANAGE_USERS("manage", Reach.TENANT),
    /** See and say who is in the groups of a tenant. */
    MANAGE_GROUPS("manage", Reach.TENANT),
    /** See by which roles and assignments a user of a tenant may do what. */
    EXPLAIN_ACCESS("manage", Reach.TENANT),
    /** Keep one's own credentials for services outside. */
    CREDENTIALS("chat", Reach.USER),
    /** Have tools of the formation called, with one's own credentials. */
    USE_TOOLS("chat", Reach.USER),
    /** Erase a user from every store. */
    FORGET("chat", Reach.USER),
    /** See what the formation is and how it is set up. */
    VIEW_FORMATION("configure", Reach.FORMATION),
    /** Keep the secrets that the formation's files refer to. */
    MANAGE_SECRETS("configure", Reach.FORMATION),
    /** Create, list, suspend and resume the formation's tenants. */
    MANAGE_TENANTS("manage", Reach.FORMATION),
    /** Upload revisions of the formation, read them, and say which one is active. */
    DEPLOY("deploy", Reach.FORMATION),
    /** Read what was done and refused, and have the trail verified: of the formation, or of one of its tenants. */
    VIEW_LOGS("view_logs", Reach.TENANT),
    /**
     * Make, list, rotate and revoke keys: of the formation, or of the one tenant that the caller is bound to. No role
     * grants it: a key may be made to speak for anybody, so keys are made with keys alone.
     */
    MANAGE_KEYS(null, Reach.TENANT);

    private final String family;
    private final Reach reach;

    Permission(String family, Reach reach) {
        this.family = family;
        this.reach = reach;
    }

    /** Whose things a permission concerns. */
    public enum Reach {
        /** The user's own. */
        USER,
        /** The administrative data of the caller's tenant. */
        TENANT,
        /** The formation as a whole. */
        FORMATION;

        /** Those of the permissions that concern no more than this. */
        public Set<Permission> within(Set<Permission> permissions) {
            Set<Permission> within = EnumSet.noneOf(Permission.class);
            permissions.stream().filter(each -> each.reach.compareTo(this) <= 0).forEach(within::add);
            return within;
        }
    }

    /** Whose things it concerns. */
    public Reach reach() {
        return reach;
    }

    /** Its own word, as roles name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean isForRoles() {
        return family != null;
    }

    /** All words that a role may use: those of families first, then each permission's own. */
    public static List<String> words() {
        List<Permission> grantable =
                Arrays.stream(values()).filter(Permission::isForRoles).toList();
        return Stream.concat(
                        grantable.stream().map(each -> each.family),
                        grantable.stream().map(Permission::word))
                .distinct()
                .toList();
    }

    /** What a word of a role grants; nothing if it is none. */
    public static Set<Permission> granted(String word) {
        Set<Permission> granted = EnumSet.noneOf(Permission.class);
        Arrays.stream(values())
                .filter(Permission::isForRoles)
                .filter(each -> each.family.equals(word) || each.word().equals(word))
                .forEach(granted::add);
        return granted;
    }
}
