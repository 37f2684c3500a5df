package io.insula.access;

import io.insula.kernel.Permission;
import io.insula.tenant.Epochs;
import java.time.Instant;
import java.util.Set;

/** What a caller proved itself with, once it was found to be good. */
public sealed interface Credential permits VerifiedKey, VerifiedToken {

    /** The one formation that it opens. */
    String formation();

    /** Who that is to the trail. */
    String actor();

    Set<Permission> permissions();

    /** Whether it proves who its one user is, instead of naming somebody. */
    boolean isPersonal();

    /** The groups to which it counts its user. */
    default Set<String> groups() {
        return Set.of();
    }

    /** What may be done with it for a user to whom the formation's roles grant so much. */
    Set<Permission> within(Set<Permission> granted);

    /** The only tenant that may be named with it, or null. */
    BoundTenant tenant();

    /** The epochs at which it was known to be good; that of a tenant counts only where there is a bound one. */
    Epochs asOf();

    /** From when on it is worth nothing, or null. */
    Instant expiresAt();

    /** Whether it is worth nothing any more. */
    default boolean hasExpired(Instant now) {
        return expiresAt() != null && !now.isBefore(expiresAt());
    }

    /** What it takes to know the same caller again, without anything that could be presented. */
    CredentialTrace trace();
}
