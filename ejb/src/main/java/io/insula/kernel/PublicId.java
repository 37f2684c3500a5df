package io.insula.kernel;

import java.security.SecureRandom;

/**
 * Ids that outsiders may see: a prefix that names the kind and 130 random bits in Crockford's base 32, so that nothing
 * can be counted, guessed or derived from them.
 */
public final class PublicId {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 26;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PublicId() {}

    /** A new id such as {@code mem_4k…}; {@code prefix} is the kind without the underscore. */
    public static String next(String prefix) {
        byte[] random = new byte[LENGTH];
        RANDOM.nextBytes(random);
        StringBuilder id =
                new StringBuilder(prefix.length() + 1 + LENGTH).append(prefix).append('_');
        for (byte b : random) {
            id.append(ALPHABET[b & 31]);
        }
        return id.toString();
    }
}
