package io.insula.identity;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the outside world calls a user, in its one written form: Unicode NFC, 1 to {@value #MAX_LENGTH} code points (as
 * PostgreSQL counts them), e-mails in lower case. Look-alikes are not folded: Cyrillic and Latin "a" are two users.
 *
 * <p>Refused, in the spirit of RFC 8264's IdentifierClass, is what cannot be seen and therefore cannot be told apart:
 * the whole Unicode category C (controls, format characters such as zero-width and bidirectional marks, surrogates,
 * private use, and code points unknown to this JDK, whose normal form a later one might change), line and paragraph
 * separators, fillers and variation selectors; and white space of any kind at either end.
 *
 * @param value the written form; two identifiers are the same user's exactly when these are equal
 */
public record Identifier(String value) {

    public static final int MAX_LENGTH = 255;

    /** The user that nobody has named. */
    public static final Identifier ANONYMOUS = new Identifier("0");

    private static final String PUBLIC_ID_PREFIX = "usr_";
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\u034F\\u115F\\u1160\\u17B4\\u17B5"
            + "\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\x{E0100}-\\x{E01EF}]");
    private static final Pattern SPACE_AT_AN_END = Pattern.compile("\\A[\\s\\p{Z}]|[\\s\\p{Z}]\\z");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Z}]+@[^@\\s\\p{Z}]+");

    /**
     * Reads an identifier as somebody sent it. An e-mail is whatever has exactly one {@code @}, something on either side
     * of it and no white space; a dot in the domain is not asked for, intranets have none.
     *
     * @param place where it stood, as the beginning of a sentence, such as "The header X-Muxi-User-Id"
     */
    public static Identifier parse(String place, String sent) {
        if (sent.isEmpty()) {
            throw fault(place, "holds an empty user id", "1 to " + MAX_LENGTH + " characters are needed");
        }
        if (INVISIBLE.matcher(sent).find()) {
            throw fault(place, "holds control or invisible characters in its user id", "remove them");
        }
        if (SPACE_AT_AN_END.matcher(sent).find()) {
            throw fault(place, "holds a user id that begins or ends with white space", "remove it");
        }
        String value = written(sent);
        if (value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw fault(place, "holds a user id that is too long", MAX_LENGTH + " characters are the most");
        }
        return new Identifier(value);
    }

    /** Whether this is one of the ids that Insula gives out itself: never to be taken as a new user's name. */
    public boolean isPublicId() {
        return value.startsWith(PUBLIC_ID_PREFIX);
    }

    /** Whether it is written like an e-mail address. */
    public boolean isEmail() {
        return EMAIL.matcher(value).matches();
    }

    /** The written form of a text, without asking whether it can be an identifier. */
    public static String written(String sent) {
        String composed = Normalizer.normalize(sent, Normalizer.Form.NFC);
        if (composed.indexOf('@') < 0 || !EMAIL.matcher(composed).matches()) {
            return composed;
        }
        // Lower case can undo the composition.
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static PlatformException fault(String place, String fault, String mending) {
        return new PlatformException(ErrorCode.INVALID_REQUEST, place + " " + fault + ": " + mending);
    }
}
