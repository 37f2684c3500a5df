package io.insula.identity;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which users of a tenant are wanted.
 *
 * @param beginning how one of their identifiers begins; null for any
 * @param status {@code active} or {@code suspended}; null for either
 * @param subjectType null for any
 */
public record UserQuery(String beginning, String status, SubjectType subjectType) {

    /** Behind everything that begins alike, in the order of code points. */
    private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

    /** The beginning as identifiers are written: e-mails are in lower case, the rest as it is. */
    List<String> beginnings() {
        return Stream.of(beginning, beginning.toLowerCase(Locale.ROOT))
                .map(text -> Normalizer.normalize(text, Normalizer.Form.NFC))
                .toList();
    }

    static String behind(String beginning) {
        return beginning + LAST;
    }
}
