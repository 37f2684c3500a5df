package io.insula.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an utterance into sentences: at line breaks, and at end marks that no abbreviation or number explains. */
final class Sentences {

    private static final Pattern END = Pattern.compile("[.!?…。！？؟]+[\"'”’)\\]]*(?=\\s|$)|[。！？]+|\\R");
    private static final Pattern LAST_WORD = Pattern.compile("(\\S+?)\\.$");
    private static final Pattern INITIAL = Pattern.compile("[\\p{L}&&[^i]]");
    private static final Pattern CONTINUATION = Pattern.compile("^\\s*[\\p{Ll}\\p{N}]");
    /** These end a sentence as often as not: what follows decides. */
    private static final Set<String> ENDING_OR_NOT = Set.of("a.m", "p.m", "no", "etc", "u.s", "u.k");

    private static final Set<String> ABBREVIATIONS = Set.of(
            "dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "vs", "nr", "approx", "dept", "e.g", "i.e", "jan", "feb",
            "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec");

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
        Matcher last = LAST_WORD.matcher(text.substring(from, to).strip());
        if (!last.find()) {
            return true;
        }
        String word = last.group(1).toLowerCase(Locale.ROOT);
        if (ENDING_OR_NOT.contains(word)) {
            return !CONTINUATION.matcher(text.substring(to)).find();
        }
        return !ABBREVIATIONS.contains(word) && !INITIAL.matcher(word).matches();
    }
}
