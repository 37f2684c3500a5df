package io.insula.access.browser;

import io.insula.access.CredentialTrace;
import io.insula.access.NamedIdentity;
import io.insula.access.Resolution;
import io.insula.tenant.Epochs;
import io.insula.tenant.TenantContext;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who logged in with a browser.
 *
 * @param id its public id ({@code bss_…}); not what the browser holds
 * @param tenantId null where an administrator of the formation as a whole came with a key, as is {@code tenantSlug}
 * @param userId null where somebody came with a key
 * @param trace what they proved themselves with
 * @param login at which identity provider; null where somebody came with a key
 * @param endsAt until when it lasts at most
 */
public record BrowserSession(
        String id,
        String formation,
        String tenantId,
        String tenantSlug,
        String userId,
        CredentialTrace trace,
        Login login,
        Instant createdAt,
        Instant endsAt) {

    private static final Epochs LONG_AGO = new Epochs(-1, -1);

    /**
     * A login at an identity provider.
     *
     * @param issuer what its tokens say in {@code iss}
     * @param subject who that is there
     * @param name by which people know them there
     * @param issuerSession the provider's own session ({@code sid}), or null
     * @param identifier under which the user is known here
     * @param proof what the provider asks for to end its own session, under seal; null for none
     * @param grant what the provider gave
     */
    public record Login(
            String issuer,
            String subject,
            String name,
            String issuerSession,
            String identifier,
            Sealed proof,
            Grant grant) {}

    /**
     * The tokens that a login is worth.
     *
     * @param tokens under seal; null where a version before this one kept none
     * @param outlived whether the last of them has ended
     */
    public record Grant(Sealed tokens, boolean outlived) {}

    /** Who that was when they logged in: to be let in anew before anything is done. */
    Resolution before(String requestId) {
        NamedIdentity named = login == null
                ? null
                : new NamedIdentity(tenantSlug, Optional.of(login.identifier()), false, login.subject());
        return new Resolution(context(requestId), trace.unverified(formation), named, LONG_AGO);
    }

    /** Whose it is, without any permission. */
    TenantContext context(String requestId) {
        return new TenantContext(
                formation,
                tenantId,
                tenantSlug,
                userId,
                login == null ? null : login.subject(),
                null,
                trace.actor(),
                Set.of(),
                requestId);
    }

    @Override
    public String toString() {
        return id;
    }
}
