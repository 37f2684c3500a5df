package io.insula.access.browser;

import io.insula.access.KeyHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What browsers hold, and what is derived of it by the pepper, which all nodes share: the hash by which a session is
 * found, the word that each form must repeat, and seals. The first line of what is hashed keeps one from being the other.
 */
@ApplicationScoped
public class BrowserSecrets {

    private static final int BYTES = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    @Inject
    KeyHash hashing;

    /** A new secret of 256 random bits, as it stands in a cookie. */
    public String fresh() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return text(random);
    }

    /** Whether a cookie's value could be such a secret at all. */
    public static boolean isPossible(String value) {
        return SHAPE.matcher(value).matches();
    }

    byte[] hash(String secret) {
        return hashing.of("browser session\n" + secret);
    }

    byte[] loginHash(String state) {
        return hashing.of("browser login\n" + state);
    }

    /** What the forms of pages repeat that are shown to whoever holds the secret. */
    public String formWord(String secret) {
        return text(hashing.of("browser form\n" + secret));
    }

    /** Whether a form repeats its word. */
    public boolean isFormWord(String secret, String sent) {
        return sent != null && MessageDigest.isEqual(bytes(formWord(secret)), bytes(sent));
    }

    /** Seals a text for whoever holds the secret. */
    String seal(String purpose, String secret, String text) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, purpose, secret, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
            return text(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform lacks AES-GCM", e);
        }
    }

    /** Opens what was sealed for the same purpose and secret; empty for anything else. */
    Optional<String> open(String purpose, String secret, String sealed) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(sealed);
            if (whole.length <= NONCE) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(whole, NONCE);
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, purpose, secret, nonce).doFinal(whole, NONCE, whole.length - NONCE);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | GeneralSecurityException forged) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String purpose, String secret, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] key = hashing.of("browser seal\n" + purpose + '\n' + secret);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
