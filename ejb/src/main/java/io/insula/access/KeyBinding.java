package io.insula.access;

import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a key is bound to, beyond its formation.
 *
 * @param tenant the only tenant that it may name, or null
 * @param userId the one user or agent that it serves, or null; only with a tenant
 * @param scopes what it may do of that which its kind may; null for all of it
 * @param workspacePrefix below which path it may read and write files, or null for all that its user may
 */
public record KeyBinding(BoundTenant tenant, String userId, Set<Permission> scopes, String workspacePrefix) {

    /** Bound to nothing but its formation. */
    public static final KeyBinding NONE = new KeyBinding(null, null, null, null);

    public KeyBinding {
        scopes = scopes == null ? null : Set.copyOf(scopes);
    }

    /** What a key of that kind may do under this binding. */
    public Set<Permission> permissions(KeyKind kind) {
        Permission.Reach reach = tenant == null
                ? Permission.Reach.FORMATION
                : userId == null ? Permission.Reach.TENANT : Permission.Reach.USER;
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        permissions.addAll(reach.within(kind.permissions()));
        if (scopes != null) {
            permissions.retainAll(scopes);
        }
        return Set.copyOf(permissions);
    }

    /** The scopes as words parted by blanks, or null for all. */
    String scopeWords() {
        return scopes == null
                ? null
                : scopes.stream().map(KeyBinding::word).sorted().collect(Collectors.joining(" "));
    }

    /** Reads what {@link #scopeWords()} wrote; a word that this version does not know permits nothing. */
    public static Set<Permission> scopes(String words) {
        if (words == null) {
            return null;
        }
        Set<String> said = Set.of(words.split(" ", -1));
        return Arrays.stream(Permission.values())
                .filter(each -> said.contains(word(each)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The kind behind its word. */
    public static KeyKind kind(String word) {
        return KeyKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The word for a permission wherever people read and write it. */
    public static String word(Permission permission) {
        return permission.name().toLowerCase(Locale.ROOT);
    }
}
