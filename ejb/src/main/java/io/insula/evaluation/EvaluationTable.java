package io.insula.evaluation;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The figures as Markdown, ready to be pasted. */
final class EvaluationTable {

    private static final String WHOLE = "all";

    private final Map<String, HalfReport> halves;
    private final StringJoiner lines = new StringJoiner("\n", "", "\n");

    EvaluationTable(Map<String, HalfReport> halves) {
        this.halves = halves;
    }

    String text() {
        lines.add("| half | questions | | ranker | recall@1 | recall@5 | recall@10 | nDCG@10 |");
        lines.add("|---|---|---:|---|---:|---:|---:|---:|");
        halves.forEach((half, report) -> report.byKind()
                .forEach((kind, rankers) -> rankers.forEach((ranker, figures) -> row(half, kind, ranker, figures))));
        tallies();
        return lines.toString();
    }

    private void row(String half, String kind, Ranker ranker, Figures figures) {
        line(
                "| %s | %s | %d | %s | %.3f | %.3f | %.3f | %.3f |",
                name(half),
                name(kind),
                figures.questions(),
                ranker.title(),
                figures.recallAtOne(),
                figures.recallAtFive(),
                figures.recallAtTen(),
                figures.gainAtTen());
    }

    private void tallies() {
        lines.add("");
        lines.add("| half | what | of | share |");
        lines.add("|---|---|---:|---:|");
        halves.forEach((half, report) -> {
            tally(half, "answerable, and answered", report.answered());
            tally(half, "unanswerable, and answered all the same", report.falselyAnswered());
            tally(half, "updated facts, newer statement first", report.newerFirst());
            tally(half, "compatible pairs, wrongly reordered", report.wronglyReordered());
            tally(half, "updated facts, newer statement first in chat", report.newerFirstInChat());
            tally(half, "compatible pairs, wrongly reordered in chat", report.wronglyReorderedInChat());
        });
    }

    private void tally(String half, String what, Tally tally) {
        if (tally.all() > 0) {
            line("| %s | %s | %d of %d | %.2f |", name(half), what, tally.counted(), tally.all(), tally.share());
        }
    }

    private static String name(String name) {
        return name.isEmpty() ? WHOLE : name;
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }
}
