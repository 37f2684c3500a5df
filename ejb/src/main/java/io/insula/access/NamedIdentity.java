package io.insula.access;

import java.util.Optional;

/**
 * Whom a request names, once the grammar has read it. Nothing is looked up yet: neither tenant nor user need exist.
 *
 * @param tenantSlug the tenant, named, bound or default
 * @param identifier the user's identifier in its one written form; empty only where no user was named nor needed
 * @param reservedPublicId whether the identifier is a public id ({@code usr_…}): to be found inside its own formation
 *     and tenant or not at all, never to be created
 * @param sentUserId the user id as it was sent, to be repeated in answers: the header's before the query's before the
 *     body's, {@code "0"} for the anonymous user; null where the identifier is empty
 */
public record NamedIdentity(
        String tenantSlug, Optional<String> identifier, boolean reservedPublicId, String sentUserId) {

    /** The tenant alone. */
    NamedIdentity withoutUser() {
        return new NamedIdentity(tenantSlug, Optional.empty(), false, null);
    }
}
