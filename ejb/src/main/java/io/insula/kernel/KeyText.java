package io.insula.kernel;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How keys are written that Insula makes: the prefix of their kind, 256 random bits in base 64, and a checksum of all
 * that in six characters of base 62. Whoever mistypes or invents one is turned away without anything being looked up.
 * Keys that formations declare for themselves, and those made before there was a checksum, have other shapes.
 */
public final class KeyText {

    private static final int RANDOM_BYTES = 32;
    private static final int CHECKSUM_CHARS = 6;
    private static final int SHOWN_CHARS = 8;
    private static final int SHOWN_OF_DECLARED = 4;
    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern SHAPE = Pattern.compile("fm[ca]_[A-Za-z0-9_-]{43}[0-9A-Za-z]{" + CHECKSUM_CHARS + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyText() {}

    /** A new key. */
    public static String fresh(KeyKind kind) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String body = kind.prefix() + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return body + checksum(body);
    }

    /** Whether the text has the shape of a key that Insula makes, and is none. */
    public static boolean isMistyped(String text) {
        return isOurs(text) && !text.endsWith(checksum(text.substring(0, text.length() - CHECKSUM_CHARS)));
    }

    /** As much of a key as may be shown, to tell it from others: of a declared one, whose length is its own, less. */
    public static String shown(String key) {
        return key.substring(0, isOurs(key) ? SHOWN_CHARS : SHOWN_OF_DECLARED) + "…";
    }

    private static boolean isOurs(String text) {
        return SHAPE.matcher(text).matches();
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        char[] text = new char[CHECKSUM_CHARS];
        for (int i = CHECKSUM_CHARS - 1; i >= 0; i--) {
            text[i] = BASE_62.charAt((int) (rest % BASE_62.length()));
            rest /= BASE_62.length();
        }
        return new String(text);
    }
}
