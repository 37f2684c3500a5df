package io.insula.identity;

import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a preference: words of {@code A-Z a-z 0-9 _ -} parted by dots, such as {@code python} or
 * {@code favorite.color}; 200 characters and 8 words at most.
 */
public final class PreferenceKey {

    static final int LONGEST = 200;

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_-]{1,64}(\\.[A-Za-z0-9_-]{1,64}){0,7}");

    private PreferenceKey() {}

    /** Whether a preference may be called so. */
    public static boolean isWellFormed(String key) {
        return key.length() <= LONGEST && GRAMMAR.matcher(key).matches();
    }

    /** The key itself, for whoever wants to set it. */
    static String checked(String key) {
        if (!isWellFormed(key)) {
            throw PlatformException.invalidParams(List.of(new FieldFault(
                    "key",
                    "must be 1 to 8 words of A-Z, a-z, 0-9, '_' and '-' parted by dots, " + LONGEST
                            + " characters at most",
                    "malformed")));
        }
        return key;
    }
}
