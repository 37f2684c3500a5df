package io.insula.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a text that carry its subject, cut to their stems so that "deadlines" meets "deadline".
 *
 * <p>Letters are compared without case, width and accents ("Zurich" meets "Zürich"). A script that writes no spaces
 * (Chinese, Japanese, Thai and the like) is cut into overlapping pairs of characters. A number keeps its decimals and
 * loses its thousands separators. Stems and words without subject are English; other languages meet in equal forms.
 */
public final class Terms {

    private static final Set<String> STOP = Set.of(
            Pattern.compile("\\s+")
                    .split(
                            """
            a an the this that these those i me my mine myself we us our ours you your yours he him his she her hers \
            it its they them their theirs am is are was were be been being do does did done have has had having can \
            could will would shall should may might must and or but if then so than as of at by for with about to \
            from in on into onto out off over under up down what which who whom whose when where why how much many \
            not no s t m re ve ll d please tell know remember there here also just very too some any all each every \
            use used called go going get"""));

    /** Lengthens a vowel in Japanese, and is counted to no script. */
    private static final int PROLONGED = 0x30FC;

    private Terms() {}

    /** The terms in the order of the text, repeated where they are repeated. */
    public static List<String> of(String text) {
        List<String> terms = new ArrayList<>();
        words(text).forEach(word -> add(word, terms));
        return terms;
    }

    /** All words in the order of the text, those without subject too; a run of a script without spaces is one. */
    static List<String> words(String text) {
        String plain = plain(text);
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < plain.length()) {
            int end = wordEnd(plain, at);
            if (end > at) {
                words.add(plain.substring(at, end));
            }
            at = end > at ? end : at + Character.charCount(plain.codePointAt(at));
        }
        return words;
    }

    /** The end of the word that begins at a place, the place itself where none begins. */
    private static int wordEnd(String text, int from) {
        int at = from;
        boolean dense = from < text.length() && isDense(text.codePointAt(from));
        while (at < text.length()) {
            int symbol = text.codePointAt(at);
            if (!(isPartOfWord(symbol) || isPoint(text, at, from)) || isDense(symbol) != dense) {
                return at;
            }
            at += Character.charCount(symbol);
        }
        return at;
    }

    private static boolean isPartOfWord(int symbol) {
        int type = Character.getType(symbol);
        return Character.isLetterOrDigit(symbol)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Whether a decimal point or a comma before three digits stands within one number. */
    private static boolean isPoint(String text, int at, int from) {
        if (at == from || !isDigit(text, at - 1) || !isDigit(text, at + 1)) {
            return false;
        }
        char symbol = text.charAt(at);
        return symbol == '.'
                || (symbol == ',' && isDigit(text, at + 2) && isDigit(text, at + 3) && !isDigit(text, at + 4));
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && Character.isDigit(text.charAt(at));
    }

    private static void add(String word, List<String> terms) {
        if (isDense(word.codePointAt(0))) {
            addPairs(word, terms);
            return;
        }
        if (Character.isDigit(word.charAt(0))) {
            terms.add(word.replace(",", ""));
            return;
        }
        if (!STOP.contains(word)) {
            terms.add(Stems.of(word));
        }
    }

    private static void addPairs(String run, List<String> terms) {
        int[] symbols = run.codePoints().toArray();
        if (symbols.length == 1) {
            terms.add(run);
        }
        for (int i = 0; i + 1 < symbols.length; i++) {
            terms.add(new String(symbols, i, 2));
        }
    }

    private static boolean isDense(int symbol) {
        if (symbol < 0x0E00 || symbol == PROLONGED) {
            return symbol == PROLONGED;
        }
        return switch (Character.UnicodeScript.of(symbol)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (isAscii(lower)) {
            return lower;
        }
        String apart = Normalizer.normalize(lower, Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(apart.length());
        apart.codePoints().filter(symbol -> !isAccent(symbol)).forEach(plain::appendCodePoint);
        return Normalizer.normalize(plain, Normalizer.Form.NFKC);
    }

    /** The accents of European scripts; the vowel signs of others are letters to their readers. */
    private static boolean isAccent(int symbol) {
        return symbol >= 0x0300 && symbol <= 0x036F;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
