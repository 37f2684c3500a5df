package io.insula.request;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * By which a receiver knows that a message is ours and recent: {@code t=…,v1=…}, seconds since 1970 and the HMAC-SHA256 in
 * hexadecimal over them, a dot and the body.
 */
final class Signature {

    static final String HEADER = "X-Insula-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String of(String body, String secret, Instant now) {
        String signed = now.getEpochSecond() + "." + body;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] seal = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return "t=" + now.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(seal);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
