package io.insula.identity;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;

/**
 * An identifier that somebody wants linked, resolved or proven.
 *
 * @param type what kind of name it is; null if nobody said
 */
public record NamedIdentifier(Identifier identifier, String type) {

    /**
     * Reads an identifier that is to name one user.
     *
     * @param place where it stood, as the beginning of a sentence
     * @param type may be null
     * @throws PlatformException INVALID_REQUEST for what no user can be linked to
     */
    public static NamedIdentifier parse(String place, String sent, String type) {
        Identifier identifier = Identifier.parse(place, sent);
        if (identifier.isPublicId()) {
            throw fault(place + " holds a public id: ids that begin with usr_ name a user already, and are not linked");
        }
        if (identifier.equals(Identifier.ANONYMOUS)) {
            throw fault(place + " holds the anonymous user, who is nobody: name another identifier");
        }
        if (type != null && !IdentifierType.isWellFormed(type)) {
            throw fault(place + " has a malformed type: " + IdentifierType.RULE);
        }
        if (IdentifierType.EMAIL.equals(type) && !identifier.isEmail()) {
            throw fault(place + " has the type email and is none: send an e-mail address, or another type");
        }
        return new NamedIdentifier(identifier, type);
    }

    /** Whether whoever knows the identifier is its user: it is kept as a keyed hash alone. */
    public boolean isSecret() {
        return IdentifierType.API_KEY.equals(type);
    }

    /** Without the identifier, which may be a secret. */
    @Override
    public String toString() {
        return "NamedIdentifier[" + type + ']';
    }

    private static PlatformException fault(String message) {
        return new PlatformException(ErrorCode.INVALID_REQUEST, message);
    }
}
