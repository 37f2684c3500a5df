package io.insula.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** What completes a proof: 256 random bits. Guessing is hopeless, so a plain hash is enough to keep it by. */
final class ProofCode {

    private static final String PREFIX = "idp_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ProofCode() {}

    static String next() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static String hash(String code) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The platform lacks SHA-256", e);
        }
    }
}
