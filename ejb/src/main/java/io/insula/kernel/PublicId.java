package io.insula.kernel;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Ids that outsiders may see: a prefix that names the kind and 130 random bits in Crockford's base 32, so that nothing
 * can be counted, guessed or derived from them.
 */
public final class PublicId {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 26;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Pattern SHAPE = Pattern.compile("[a-z]{2,6}_[0-9a-z]{" + LENGTH + "}");
    private static final Pattern HARMLESS = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    private PublicId() {}

    /** Whether the text has the form in which ids leave; what has not was never seen by anyone. */
    public static boolean isWellFormed(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** Whether the database can be asked for the text at all: some characters it cannot even look for. */
    public static boolean isSearchable(String text) {
        return HARMLESS.matcher(text).matches();
    }

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
