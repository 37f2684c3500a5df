package io.insula.credential;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a credential is for, such as {@code github}: case counts for nothing, nor does the difference of - and _. */
final class ServiceName {

    static final String RULE =
            "must be 1 to 128 characters of A-Z, a-z, 0-9, '_', '-' and '.', the first no '-' or '.'";

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    private ServiceName() {}

    static boolean isWellFormed(String service) {
        return GRAMMAR.matcher(service).matches();
    }

    /** The name as it is compared. */
    static String key(String service) {
        return service.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
