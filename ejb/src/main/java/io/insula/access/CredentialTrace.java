package io.insula.access;

import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
import io.insula.tenant.Epochs;
import java.util.Set;

/**
 * What is kept of a credential with work that is done later. It permits nothing by itself: whoever takes the work up lets
 * the caller in anew.
 *
 * @param kind the word for the kind of key
 * @param lookup the hash by which the key is looked up
 */
public record CredentialTrace(String actor, String kind, String lookup) {

    private static final Epochs LONG_AGO = new Epochs(-1, -1);

    /** The credential as far as it is known; to be verified before anything is done with it. */
    public Credential unverified(String formation) {
        for (KeyKind each : KeyKind.values()) {
            if (kind.equals(each.word())) {
                return new VerifiedKey(formation, actor, each, lookup, KeyBinding.NONE, Set.of(), null, LONG_AGO);
            }
        }
        throw PlatformException.forbidden();
    }
}
