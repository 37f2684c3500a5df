package io.insula.identity;

import java.util.regex.Pattern;

/**
 * What kind of name an identifier is: a word for people and programs, such as {@code email}, {@code slack},
 * {@code github}, {@code telegram}, {@code discord}, {@code api_key}, {@code internal}, or one of the caller's own. It
 * never tells two identifiers apart. Two words mean something here: an {@code email} must be one, and an {@code api_key}
 * is a secret.
 */
public final class IdentifierType {

    /** How to mend a malformed one, as the second half of a sentence. */
    public static final String RULE = "a type is 1 to 32 of a-z, 0-9, '_' and '-', and begins with a letter";

    static final String EMAIL = "email";
    static final String API_KEY = "api_key";

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

    private IdentifierType() {}

    public static boolean isWellFormed(String type) {
        return WORD.matcher(type).matches();
    }
}
