package io.insula.access.key;

import io.insula.access.BoundTenant;
import io.insula.access.Credential;
import io.insula.access.KeyBinding;
import io.insula.access.VerifiedKey;
import io.insula.kernel.FieldFault;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.tenant.TenantSlug;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the holder of a key may hand on to the keys that they make: never more than they have. */
record KeyGrant(VerifiedKey own) {

    static KeyGrant of(Credential credential) {
        if (credential instanceof VerifiedKey key) {
            return new KeyGrant(key);
        }
        throw PlatformException.forbidden();
    }

    /** What was asked for, within the holder's own tenant if there is one. */
    NewKey confined(NewKey wanted) {
        BoundTenant tenant = own.tenant();
        if (tenant == null) {
            return wanted;
        }
        boolean elsewhere = wanted.tenant() != null
                && TenantSlug.parse(wanted.tenant())
                        .filter(slug -> !slug.equals(tenant.slug()))
                        .isPresent();
        if (elsewhere) {
            throw PlatformException.forbidden();
        }
        return wanted.in(wanted.tenant() == null ? tenant.slug() : wanted.tenant());
    }

    /**
     * What the new key may do at most where it was not said: one for a user would have whatever the user's roles grant, so
     * that whoever does not hold all of the formation makes it for what a user does with what is their own.
     *
     * @param wanted null for all
     */
    Set<Permission> scopes(Set<Permission> wanted, boolean ofUser) {
        return wanted == null && ofUser && isNarrow()
                ? Permission.Reach.USER.within(KeyKind.CLIENT.permissions())
                : wanted;
    }

    private boolean isNarrow() {
        return own.binding().scopes() != null || own.tenant() != null;
    }

    /** The path to which the new key is confined where none was asked for: the holder's own. */
    String workspacePrefix(String wanted) {
        return wanted == null ? own.binding().workspacePrefix() : wanted;
    }

    /** When the new key ends: at the latest with the holder's own. */
    Instant end(Instant wanted) {
        if (own.expiresAt() == null || wanted == null) {
            return wanted == null ? own.expiresAt() : wanted;
        }
        if (wanted.isAfter(own.expiresAt())) {
            throw PlatformException.invalidParams(List.of(new FieldFault(
                    "expires_at", "must not be later than the end of the key that you use", "out_of_range")));
        }
        return wanted;
    }

    /** The earlier of that end and the holder's own; null for none. */
    Instant earlier(Instant end) {
        boolean later = end == null || (own.expiresAt() != null && end.isAfter(own.expiresAt()));
        return later ? own.expiresAt() : end;
    }

    /**
     * Makes sure that a key of that kind, so bound, may do nothing that the holder's may not. A key without scopes hands
     * on whatever its formation or tenant has; but one with scopes, or of one tenant, makes none without scopes for a
     * user, whose roles may grant more.
     */
    void requireHandOn(KeyKind kind, KeyBinding bound) {
        boolean unbounded = bound.userId() != null && bound.scopes() == null;
        boolean wider = (unbounded && isNarrow())
                || (own.binding().scopes() != null && !own.permissions().containsAll(bound.permissions(kind)));
        BoundTenant tenant = own.tenant();
        boolean elsewhere = tenant != null
                && (bound.tenant() == null || !bound.tenant().id().equals(tenant.id()));
        if (wider || elsewhere || !holds(own.binding().workspacePrefix(), bound.workspacePrefix())) {
            throw PlatformException.forbidden();
        }
    }

    private static boolean holds(String prefix, String path) {
        return prefix == null || (path != null && (path.equals(prefix) || path.startsWith(prefix + "/")));
    }
}
