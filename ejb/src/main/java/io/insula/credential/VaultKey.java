package io.insula.credential;

import io.insula.credential.Owner.Label;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** The key of one owner in one generation, derived from the secret that lies wrapped. It is kept nowhere. */
public final class VaultKey {

    private final Owner owner;
    private final int generation;
    private final SecretKeySpec key;

    private VaultKey(Owner owner, int generation, SecretKeySpec key) {
        this.owner = owner;
        this.generation = generation;
        this.key = key;
    }

    /** Derives the key of an owner from the secret that lies wrapped. */
    public static VaultKey derive(byte[] secret, Owner owner, int generation) {
        byte[] derived = hkdf(secret, null, owner.derivation(generation), AuthenticatedCipher.KEY_BYTES);
        try {
            return new VaultKey(owner, generation, new SecretKeySpec(derived, "AES"));
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    /** HKDF-SHA256, RFC 5869. */
    static byte[] hkdf(byte[] secret, byte[] salt, byte[] info, int length) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(secret, salt, info));
        byte[] derived = new byte[length];
        generator.generateBytes(derived, 0, length);
        return derived;
    }

    int generation() {
        return generation;
    }

    /** Seals something, bound to its label. */
    public Sealed seal(byte[] plain, Label label) {
        return AuthenticatedCipher.seal(key, plain, owner.sealing(generation, label));
    }

    /**
     * Opens what was sealed.
     *
     * @throws BrokenSealException unless it is the very thing that was sealed under this label
     */
    public byte[] open(Sealed sealed, Label label) {
        return AuthenticatedCipher.open(key, sealed, owner.sealing(generation, label));
    }
}
