package io.insula.formation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How foreign words, such as the names of keys, are repeated in a message and compared with known ones. */
final class Wording {

    private static final int LONGEST_SHOWN = 64;

    private Wording() {}

    /** The word without anything that could break a line of a log, and never longer than a line. */
    static String shown(String word) {
        StringBuilder shown = new StringBuilder();
        word.codePoints()
                .limit(LONGEST_SHOWN)
                .map(point -> isPrintable(point) ? point : '?')
                .forEach(shown::appendCodePoint);
        return word.codePointCount(0, word.length()) > LONGEST_SHOWN ? shown + "…" : shown.toString();
    }

    /** The known word that was probably meant, if any is near enough. */
    static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > LONGEST_SHOWN) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT).replace('-', '_');
        int reach = Math.max(1, Math.min(3, word.length() / 3));
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - lower.length()) <= reach)
                .filter(candidate -> distance(lower, candidate) <= reach)
                .min(Comparator.comparingInt(candidate -> distance(lower, candidate)));
    }

    /** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
    static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : shortest(steps, from, to, i, j);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int shortest(int[][] steps, String from, String to, int i, int j) {
        int replaced = steps[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
