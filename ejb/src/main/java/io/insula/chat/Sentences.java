package io.insula.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an utterance into sentences: at line breaks, and at end marks that no abbreviation or number explains. */
final class Sentences {

    private static final Pattern END = Pattern.compile("(?<![.!?…。！？؟])[.!?…。！？؟]++[\"'”’)\\]]*+(?=\\s|$)|[。！？]++|\\R");
    private static final Pattern INITIAL = Pattern.compile("[\\p{L}&&[^i]]");
    private static final Pattern CONTINUATION = Pattern.compile("\\s*+[\\p{Ll}\\p{N}]");
    /** These end a sentence as often as not: what follows decides. */
    private static final Set<String> ENDING_OR_NOT = Set.of("a.m", "p.m", "no", "etc", "u.s", "u.k");

    private static final Set<String> ABBREVIATIONS = Set.of(
            "dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "vs", "nr", "approx", "dept", "e.g", "i.e", "jan", "feb",
            "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec");

    private static final int LONGEST_ABBREVIATION = 8;

    private Sentences() {}

    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        Matcher end = END.matcher(text);
        int from = 0;
        while (end.find()) {
            if (endsHere(text, from, end.end())) {
                add(text.substring(from, end.end()), sentences);
                from = end.end();
            }
        }
        add(text.substring(from), sentences);
        return sentences;
    }

    private static void add(String sentence, List<String> sentences) {
        if (!sentence.isBlank()) {
            sentences.add(sentence.strip());
        }
    }

    private static boolean endsHere(String text, int from, int to) {
        if (text.charAt(to - 1) != '.') {
            return true;
        }
        String word = wordBefore(text, from, to - 1).toLowerCase(Locale.ROOT);
        if (ENDING_OR_NOT.contains(word)) {
            Matcher continuation = CONTINUATION.matcher(text).region(to, text.length());
            return !continuation.lookingAt();
        }
        return !ABBREVIATIONS.contains(word) && !INITIAL.matcher(word).matches();
    }

    /** The last word before the mark, or its last letters where it is longer than any abbreviation. */
    private static String wordBefore(String text, int from, int mark) {
        int start = mark;
        while (start > from && mark - start < LONGEST_ABBREVIATION && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, mark);
    }
}
