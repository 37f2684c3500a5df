package io.insula.identity;

import io.insula.identity.entity.UserIdentifierEntity;
import io.insula.kernel.PublicId;
import java.time.Instant;
import java.util.List;

/**
 * An identifier and the two forms in which it may be kept: as it is written, or as a hash behind a character with which
 * nothing that is written begins. One identifier, whatever its type, is one user's: both forms are looked for.
 */
record KeptIdentifier(NamedIdentifier named, String hash) {

    static final String HANDLE = "idn";

    private static final char HASHED = 1;
    private static final String MASK = "********";
    private static final int SHOWN = 4;
    /** Of anything shorter, four characters would tell too much. */
    private static final int LONG_ENOUGH = 20;

    String plain() {
        return named.identifier().value();
    }

    String hashed() {
        return HASHED + hash;
    }

    List<String> forms() {
        return List.of(plain(), hashed());
    }

    /** What may be shown of it to whoever asked for it: never a secret. */
    String shown() {
        return named.isSecret() ? mask() : plain();
    }

    UserIdentifierEntity linkedTo(String userId, Instant at) {
        if (!named.isSecret()) {
            return new UserIdentifierEntity(plain(), userId, named.type(), at);
        }
        return new UserIdentifierEntity(hashed(), userId, named.type(), at).hiddenBehind(mask(), PublicId.next(HANDLE));
    }

    /** The hash of one that is kept as such. */
    static String hashOf(UserIdentifierEntity secret) {
        return secret.kept().substring(1);
    }

    private String mask() {
        String secret = plain();
        int length = secret.codePointCount(0, secret.length());
        return length < LONG_ENOUGH
                ? MASK
                : MASK + secret.substring(secret.offsetByCodePoints(secret.length(), -SHOWN));
    }

    /** Without the identifier, which may be a secret. */
    @Override
    public String toString() {
        return named.toString();
    }
}
