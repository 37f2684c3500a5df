package io.insula.access;

import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import io.insula.tenant.Epochs;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A key that was presented and found to be living.
 *
 * @param formation the one formation that it opens
 * @param actor its public id ({@code key_…})
 * @param kind what kind of key it is
 * @param hash its keyed hash in hexadecimal, by which it is looked up again; not the key
 * @param permissions what it may do: what its kind may, as far as its binding lets it
 */
public record VerifiedKey(
        String formation,
        String actor,
        KeyKind kind,
        String hash,
        KeyBinding binding,
        Set<Permission> permissions,
        Instant expiresAt,
        Epochs asOf)
        implements Credential {

    public VerifiedKey {
        permissions = Set.copyOf(permissions);
    }

    @Override
    public BoundTenant tenant() {
        return binding.tenant();
    }

    @Override
    public boolean isPersonal() {
        return binding.userId() != null;
    }

    /**
     * An administrator's key asks no roles. One that serves a single user has what that user's roles grant, as far as its
     * scopes let it; one that names its users, by its holder's word alone, also no more than such a key may.
     */
    @Override
    public Set<Permission> within(Set<Permission> granted) {
        if (kind == KeyKind.ADMIN) {
            return permissions;
        }
        Set<Permission> most = isPersonal() ? binding.scopes() : permissions;
        return most == null ? granted : most.stream().filter(granted::contains).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public CredentialTrace trace() {
        return new CredentialTrace(actor, kind.word(), hash);
    }

    @Override
    public String toString() {
        return actor;
    }
}
