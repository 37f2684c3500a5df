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
        if (credential instanceof VerifiedToken token) {
            return bound(claim, token.subject(), token.identifier(), false);
        }
        String user = ((VerifiedKey) credential).binding().userId();
        return user == null ? IdentityGrammar.read(claim) : bound(claim, user, user, true);
    }

    /** Whoever speaks for one user need not name that user; whoever does so all the same names no other. */
    private static NamedIdentity bound(IdentityClaim claim, String name, String identifier, boolean publicId) {
        NamedIdentity named = IdentityGrammar.readUserIfNamed(claim);
        boolean another = named.identifier().isPresent()
                && !named.identifier().get().equals(name)
                && !name.equals(named.sentUserId());
        if (another) {
            throw PlatformException.forbidden();
        }
        String sent = named.sentUserId() == null ? name : named.sentUserId();
        return new NamedIdentity(named.tenantSlug(), Optional.of(identifier), publicId, sent);
    }

    /** The one answer to whoever has no credential, or none that is good. */
    static PlatformException unauthorized() {
        return new PlatformException(ErrorCode.UNAUTHORIZED, "The key or token is missing or wrong");
    }
}
