package io.insula.access;

import io.insula.kernel.KeyKind;

/**
 * A key that was presented and found to be living.
 *
 * @param formation the one formation that it opens
 * @param keyId its public id ({@code key_…})
 * @param kind what kind of key it is
 * @param hash its keyed hash in hexadecimal, by which it is looked up again; not the key
 * @param formationEpoch the formation's epoch at which it was known to live
 */
public record VerifiedKey(String formation, String keyId, KeyKind kind, String hash, long formationEpoch) {

    @Override
    public String toString() {
        return keyId;
    }
}
