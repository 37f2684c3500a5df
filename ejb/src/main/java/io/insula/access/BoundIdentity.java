package io.insula.access;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.util.Optional;

/** Whom a request names once what it proved itself with has had its say: that only ever narrows. */
final class BoundIdentity {

    private BoundIdentity() {}

    /**
     * Reads the claim.
     *
     * @throws PlatformException FORBIDDEN where the claim names somebody else than the credential is bound to
     */
    static NamedIdentity read(Credential credential, IdentityClaim claim) {
        String user = credential instanceof VerifiedKey key ? key.binding().userId() : null;
        if (user == null) {
            return IdentityGrammar.read(claim);
        }
        NamedIdentity named = IdentityGrammar.readUserIfNamed(claim);
        if (named.identifier().isPresent() && !named.identifier().get().equals(user)) {
            throw PlatformException.forbidden();
        }
        String sent = named.sentUserId() == null ? user : named.sentUserId();
        return new NamedIdentity(named.tenantSlug(), Optional.of(user), true, sent);
    }

    /** The one answer to whoever has no credential, or none that is good. */
    static PlatformException unauthorized() {
        return new PlatformException(ErrorCode.UNAUTHORIZED, "The key or token is missing or wrong");
    }
}
