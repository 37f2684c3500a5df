package io.insula.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts what a user stated into episodes to remember: one sentence each, so that an answer quotes no more than it needs.
 * A sentence that begins with a pronoun leans on the one before it and stays with it.
 */
final class Episodes {

    /**
     * About as many memories as one message becomes; a longer message is cut into larger pieces instead. Only where the
     * formation's memories are smaller than such a piece does a message become more of them.
     */
    static final int MOST = 20;

    private static final Pattern LEANING = Pattern.compile(
            "(?i)^(he|she|it|they|his|her|its|their|this|that|these|those|there|both|then)\\b.*", Pattern.DOTALL);

    private Episodes() {}

    /**
     * The episodes of a message.
     *
     * @param sentences what the user stated, sentence by sentence
     * @param longest code points of one episode at most, at least 1
     */
    static List<String> of(List<String> sentences, int longest) {
        List<String> leaned = new ArrayList<>();
        for (String sentence : sentences) {
            join(leaned, sentence, LEANING.matcher(sentence).matches() ? longest : 0);
        }
        if (leaned.size() <= MOST) {
            return cut(leaned, longest);
        }
        int total = leaned.stream().mapToInt(String::length).sum() + leaned.size();
        // Two neighbours together exceed the target, so twice the even share keeps the number of pieces.
        int target = Math.min(longest, 2 * (total / MOST) + 1);
        List<String> grouped = new ArrayList<>();
        leaned.forEach(piece -> join(grouped, piece, target));
        return cut(grouped, longest);
    }

    /** Adds to the last piece if the two together are no longer than {@code fitting}. */
    private static void join(List<String> pieces, String next, int fitting) {
        int last = pieces.size() - 1;
        if (last >= 0 && pieces.get(last).length() + 1 + next.length() <= fitting) {
            pieces.set(last, pieces.get(last) + ' ' + next);
            return;
        }
        pieces.add(next);
    }

    /** A single sentence may be longer than a memory may be; it is remembered in parts. */
    private static List<String> cut(List<String> pieces, int longest) {
        List<String> fitting = new ArrayList<>();
        for (String piece : pieces) {
            String rest = piece;
            while (rest.codePointCount(0, rest.length()) > longest) {
                int end = rest.offsetByCodePoints(0, longest);
                fitting.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            fitting.add(rest);
        }
        return List.copyOf(fitting);
    }
}
