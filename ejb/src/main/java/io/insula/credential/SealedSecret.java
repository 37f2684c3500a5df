package io.insula.credential;

import io.insula.credential.Owner.Label;

/**
 * A secret of a formation as it lies in the database.
 *
 * @param masterId of the key with which the formation's own is wrapped
 * @param wrapped hidden in a holder of its own, as the bytes of the secret are
 * @param mayBeKey whether it was kept by somebody who may manage the formation's keys
 */
record SealedSecret(
        String name, long version, int generation, Sealed sealed, String masterId, Sealed wrapped, boolean mayBeKey) {

    Label label() {
        return Label.secret(name, version);
    }
}
