package io.insula.input.rest;

import io.insula.kernel.FieldFault;
import java.util.Optional;

/** What every text from outside must keep: it says something, is not too long, holds no control characters. */
final class TextRule {

    private TextRule() {}

    /** What is wrong with the text, if anything; the length counts characters, not bytes or UTF-16 units. */
    static Optional<FieldFault> broken(String field, String text, int maxLength) {
        if (text.codePoints().noneMatch(TextRule::says)) {
            return Optional.of(new FieldFault(field, "must not be blank", "blank"));
        }
        if (text.length() > maxLength && text.codePointCount(0, text.length()) > maxLength) {
            return Optional.of(new FieldFault(field, "must be at most " + maxLength + " characters", "too_long"));
        }
        if (text.chars().anyMatch(TextRule::isForbidden)) {
            return Optional.of(new FieldFault(
                    field, "must not contain control characters other than line feed, tab and return", "control"));
        }
        return Optional.empty();
    }

    /** Neither space of any kind nor invisible: something a reader sees. */
    private static boolean says(int c) {
        return !Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
    }

    private static boolean isForbidden(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r';
    }
}
