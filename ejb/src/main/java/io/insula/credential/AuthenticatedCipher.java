package io.insula.credential;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM of the Java platform, with a random nonce of 96 bits and a tag of 128. A large secret is sealed in portions:
 * given it in one piece, the platform's implementation takes long to find its speed. It is opened in one piece, since the
 * platform gives nothing out, and does nothing, before it has seen the tag.
 */
final class AuthenticatedCipher {

    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final int PORTION = 16 * 1024;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();

    private AuthenticatedCipher() {}

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static Sealed seal(SecretKeySpec key, byte[] plain, byte[] bound) {
        byte[] nonce = random(NONCE_BYTES);
        try {
            return new Sealed(nonce, run(Cipher.ENCRYPT_MODE, key, nonce, plain, bound));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform lacks " + TRANSFORMATION, e);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @throws BrokenSealException if anything is not as it was, whatever it is
     */
    static byte[] open(SecretKeySpec key, Sealed sealed, byte[] bound) {
        if (sealed.nonce().length != NONCE_BYTES || sealed.bytes().length < TAG_BYTES) {
            throw new BrokenSealException();
        }
        try {
            return run(Cipher.DECRYPT_MODE, key, sealed.nonce(), sealed.bytes(), bound);
        } catch (GeneralSecurityException e) {
            throw new BrokenSealException();
        }
    }

    private static byte[] run(int mode, SecretKeySpec key, byte[] nonce, byte[] input, byte[] bound)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(bound);
        if (mode == Cipher.DECRYPT_MODE || input.length <= PORTION) {
            return cipher.doFinal(input);
        }
        byte[] output = new byte[input.length + TAG_BYTES];
        int read = 0;
        int written = 0;
        for (; input.length - read > PORTION; read += PORTION) {
            written += cipher.update(input, read, PORTION, output, written);
        }
        cipher.doFinal(input, read, input.length - read, output, written);
        return output;
    }
}
