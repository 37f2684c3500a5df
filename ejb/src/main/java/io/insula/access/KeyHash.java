package io.insula.access;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns keys into keyed hashes (HMAC-SHA256). Whoever reads the table of hashes can neither use nor guess a key without
 * the pepper, which lies in a file of its own.
 */
@ApplicationScoped
public class KeyHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PEPPER = "pepper";
    private static final int PEPPER_BYTES = 32;

    @Inject
    KeysDirectory directory;

    private SecretKeySpec pepper;

    @PostConstruct
    void load() {
        byte[] fresh = new byte[PEPPER_BYTES];
        new SecureRandom().nextBytes(fresh);
        String text = directory.readOrCreate(PEPPER, () -> Base64.getEncoder().encodeToString(fresh));
        pepper = new SecretKeySpec(Base64.getDecoder().decode(text.strip()), ALGORITHM);
    }

    /** The hash of a key, 32 bytes. */
    public byte[] of(String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(pepper);
            return mac.doFinal(key.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform lacks " + ALGORITHM, e);
        }
    }
}
