package io.insula.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts what a user stated into episodes to remember: one sentence each, so that an answer quotes no more than it needs.
 * A sentence that begins with a pronoun leans on the one before it and stays with it.
 */
final class Episodes {

    /** The most memories that one message can become; longer messages are cut into fewer, larger pieces. */
    static final int MOST = 20;

    private static final Pattern LEANING =
            Pattern.compile("(?i)^(he|she|it|they|his|her|its|their|this|that|these|those|there|both|then)\\b.*");

    private Episodes() {}

    /** The episodes of a message's statements, each of at most {@code longest} characters. */
    static List<String> of(List<String> statements, int longest) {
        List<String> leaned = new ArrayList<>();
        for (String statement : statements) {
            join(leaned, statement, longest, LEANING.matcher(statement).matches());
        }
        if (leaned.size() <= MOST) {
            return cut(leaned, longest);
        }
        int total = leaned.stream().mapToInt(String::length).sum() + leaned.size();
        int target = Math.min(longest, total / MOST + 1);
        List<String> grouped = new ArrayList<>();
        for (String statement : leaned) {
            boolean fits =
                    !grouped.isEmpty() && grouped.get(grouped.size() - 1).length() + statement.length() < 2 * target;
            join(grouped, statement, longest, fits);
        }
        return cut(grouped, longest);
    }

    private static void join(List<String> pieces, String next, int longest, boolean toLast) {
        int last = pieces.size() - 1;
        if (toLast && last >= 0 && pieces.get(last).length() + next.length() < longest) {
            pieces.set(last, pieces.get(last) + ' ' + next);
            return;
        }
        pieces.add(next);
    }

    /** A single sentence may be longer than a memory may be; it is remembered in parts. */
    private static List<String> cut(List<String> pieces, int longest) {
        List<String> fitting = new ArrayList<>();
        for (String piece : pieces) {
            int from = 0;
            while (piece.length() - from > longest) {
                int to = Character.isHighSurrogate(piece.charAt(from + longest - 1))
                        ? from + longest - 1
                        : from + longest;
                fitting.add(piece.substring(from, to));
                from = to;
            }
            fitting.add(piece.substring(from));
        }
        return fitting;
    }
}
