package io.insula.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text word for word, to see how two statements differ in what a question names. */
final class Wording {

    private static final String EDGE = "";
    private static final int REACH = 2;
    private static final Set<String> PRONOUNS = Set.of("i", "we", "you", "he", "she", "it", "they");
    private static final Pattern CAPITAL = Pattern.compile("(?<!^)(?<![\\p{L}\\p{N}])\\p{Lu}[\\p{L}\\p{N}]*");

    private final List<String> words;
    private final Set<String> terms;

    private Wording(List<String> words, Set<String> terms) {
        this.words = words;
        this.terms = terms;
    }

    static Wording of(String text) {
        List<String> framed = new ArrayList<>();
        framed.add(EDGE);
        framed.addAll(Terms.words(text));
        framed.add(EDGE);
        return new Wording(framed, Set.copyOf(Terms.of(text)));
    }

    /** The terms of a text that are written with a capital though they do not begin it. */
    static Set<String> names(String text) {
        Set<String> names = new HashSet<>();
        Matcher capital = CAPITAL.matcher(text);
        while (capital.find()) {
            names.addAll(Terms.of(capital.group()));
        }
        return names;
    }

    /** What a question names and this text holds, but the other does not. */
    Set<String> lostIn(Wording other, Wording question) {
        Set<String> lost = new HashSet<>(terms);
        lost.retainAll(question.terms);
        lost.removeAll(other.terms);
        return lost;
    }

    /**
     * How many words around what is lost stand in the other text around another word, as "my … lives in" does in "my
     * brother lives in Bonn" for the sister: those next to each other, two on either side at most, the edges of the
     * text among them. What follows a subject that both texts share ("my sister lives", "I live") is only what is said
     * of it, and may be said in other words.
     */
    int echoedIn(Wording other, Wording question) {
        Set<String> lost = lostIn(other, question);
        int most = 0;
        for (int at = 1; at < words.size() - 1; at++) {
            if (Terms.of(words.get(at)).stream().anyMatch(lost::contains) && !isSaidOfSubject(at, other, question)) {
                most = Math.max(most, echo(at, other));
            }
        }
        return most;
    }

    private boolean isSaidOfSubject(int at, Wording other, Wording question) {
        String before = words.get(at - 1);
        if (PRONOUNS.contains(before)) {
            return true;
        }
        // "Flat 4" is another subject than "flat 6".
        return !Character.isDigit(words.get(at).charAt(0))
                && Terms.of(before).stream()
                        .anyMatch(term -> question.terms.contains(term) && other.terms.contains(term));
    }

    private int echo(int at, Wording other) {
        int most = 0;
        for (int there = 1; there < other.words.size() - 1; there++) {
            if (!words.get(at).equals(other.words.get(there))) {
                most = Math.max(most, alike(at, other, there, -1) + alike(at, other, there, 1));
            }
        }
        return most;
    }

    /** How many words are the same from one place and another on, one step after the other. */
    private int alike(int at, Wording other, int there, int step) {
        int count = 0;
        while (count < REACH && isAlike(at + step * (count + 1), other, there + step * (count + 1))) {
            count++;
        }
        return count;
    }

    private boolean isAlike(int at, Wording other, int there) {
        return at >= 0
                && there >= 0
                && at < words.size()
                && there < other.words.size()
                && words.get(at).equals(other.words.get(there));
    }
}
