package io.insula.chat;

/** A text on one line, and no longer than wanted. */
final class Excerpt {

    private Excerpt() {}

    static String of(String text, int longest) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest)).stripTrailing() + "…";
    }
}
