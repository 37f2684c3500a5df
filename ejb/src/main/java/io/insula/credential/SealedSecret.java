package io.insula.credential;

import io.insula.credential.Owner.Label;

/**
 * A secret of a formation as it lies in the database.
 *
 * @param masterId of the key with which the formation's own is wrapped
 * @param wrapped hidden in a holder of its own, as the bytes of the secret are
 */
record SealedSecret(String name, long version, int generation, Sealed sealed, String masterId, Sealed wrapped) {

    Label label() {
        return Label.secret(name, version);
    }
}
