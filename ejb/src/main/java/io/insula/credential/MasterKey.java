package io.insula.credential;

import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/** A key that wraps the secrets of all owners; it comes from the operator and never reaches the database. */
final class MasterKey {

    private final String id;
    private final SecretKeySpec key;

    /**
     * A key.
     *
     * @param bytes 32 of them
     */
    MasterKey(String id, byte[] bytes) {
        if (bytes.length != AuthenticatedCipher.KEY_BYTES) {
            throw new IllegalArgumentException("A master key has " + AuthenticatedCipher.KEY_BYTES + " bytes");
        }
        this.id = id;
        this.key = new SecretKeySpec(bytes, "AES");
    }

    String id() {
        return id;
    }

    /** Wraps a secret for its owner: nonce, bytes and tag in one. */
    byte[] wrap(byte[] secret, Owner owner, int generation) {
        Sealed sealed = AuthenticatedCipher.seal(key, secret, owner.wrapping(generation, id));
        byte[] wrapped = Arrays.copyOf(sealed.nonce(), AuthenticatedCipher.NONCE_BYTES + sealed.bytes().length);
        System.arraycopy(sealed.bytes(), 0, wrapped, AuthenticatedCipher.NONCE_BYTES, sealed.bytes().length);
        return wrapped;
    }

    /**
     * Unwraps the secret of its owner.
     *
     * @throws BrokenSealException unless this key wrapped it for this owner
     */
    byte[] unwrap(byte[] wrapped, Owner owner, int generation) {
        if (wrapped.length <= AuthenticatedCipher.NONCE_BYTES) {
            throw new BrokenSealException();
        }
        Sealed sealed = new Sealed(
                Arrays.copyOf(wrapped, AuthenticatedCipher.NONCE_BYTES),
                Arrays.copyOfRange(wrapped, AuthenticatedCipher.NONCE_BYTES, wrapped.length));
        return AuthenticatedCipher.open(key, sealed, owner.wrapping(generation, id));
    }

    /** Unwraps the secret of an owner and derives the owner's key from it. */
    VaultKey open(byte[] wrapped, Owner owner, int generation) {
        byte[] secret = unwrap(wrapped, owner, generation);
        try {
            return VaultKey.derive(secret, owner, generation);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** Only which key it is. */
    @Override
    public String toString() {
        return "MasterKey[" + id + ']';
    }
}
