package io.insula.embedding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits text into the lower-case words and single punctuation marks that an uncased BERT vocabulary is made of. */
final class BasicTokens {

    private static final int REPLACEMENT = 0xFFFD;

    private BasicTokens() {}

    static List<String> split(String text) {
        String spaced = clean(text);
        String plain = withoutAccents(spaced).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().forEach(symbol -> {
            boolean mark = isPunctuation(symbol);
            if (mark || symbol == ' ') {
                flush(word, words);
            }
            if (mark) {
                words.add(Character.toString(symbol));
            } else if (symbol != ' ') {
                word.appendCodePoint(symbol);
            }
        });
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static String clean(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(symbol -> {
            if (isSpace(symbol)) {
                out.append(' ');
            } else if (isIdeograph(symbol)) {
                // Scripts without spaces carry one word per character in this vocabulary.
                out.append(' ').appendCodePoint(symbol).append(' ');
            } else if (symbol != REPLACEMENT && !isOther(symbol)) {
                out.appendCodePoint(symbol);
            }
        });
        return out.toString();
    }

    private static String withoutAccents(String text) {
        StringBuilder out = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(symbol -> Character.getType(symbol) != Character.NON_SPACING_MARK)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isSpace(int symbol) {
        return symbol == '\t'
                || symbol == '\n'
                || symbol == '\r'
                || Character.getType(symbol) == Character.SPACE_SEPARATOR
                || Character.getType(symbol) == Character.LINE_SEPARATOR
                || Character.getType(symbol) == Character.PARAGRAPH_SEPARATOR;
    }

    private static boolean isOther(int symbol) {
        return switch (Character.getType(symbol)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static boolean isPunctuation(int symbol) {
        // The vocabulary treats ASCII symbols such as $ and + as punctuation, which Unicode does not.
        if (symbol > ' ' && symbol < 0x7F) {
            return !Character.isLetterOrDigit(symbol);
        }
        return switch (Character.getType(symbol)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isIdeograph(int symbol) {
        return within(symbol, 0x4E00, 0x9FFF)
                || within(symbol, 0x3400, 0x4DBF)
                || within(symbol, 0xF900, 0xFAFF)
                || within(symbol, 0x20000, 0x2A6DF)
                || within(symbol, 0x2A700, 0x2CEAF)
                || within(symbol, 0x2F800, 0x2FA1F);
    }

    private static boolean within(int symbol, int first, int last) {
        return symbol >= first && symbol <= last;
    }
}
