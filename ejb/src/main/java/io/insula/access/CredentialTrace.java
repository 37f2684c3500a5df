package io.insula.access;

import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
import io.insula.tenant.Epochs;
import java.util.Set;

/**
 * What is kept of a credential with work that is done later. It permits nothing by itself: whoever takes the work up lets
 * the caller in anew.
 *
 * @param kind the word for the kind of key, or {@value #TOKEN}
 * @param lookup the hash by which the key is looked up, or the name of the token's issuer
 */
public record CredentialTrace(String actor, String kind, String lookup) {

    /** The kind of those who came with a token; its lookup is the name of its issuer's settings. */
    static final String TOKEN = "token";

    private static final Epochs LONG_AGO = new Epochs(-1, -1);

    /** The credential as far as it is known; to be verified before anything is done with it. */
    public Credential unverified(String formation) {
        if (kind.equals(TOKEN)) {
            return VerifiedToken.remembered(formation, lookup);
        }
        for (KeyKind each : KeyKind.values()) {
            if (kind.equals(each.word())) {
                return new VerifiedKey(formation, actor, each, lookup, KeyBinding.NONE, Set.of(), null, LONG_AGO);
            }
        }
        throw PlatformException.forbidden();
    }
}
