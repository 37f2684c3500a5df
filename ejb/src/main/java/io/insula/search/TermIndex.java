package io.insula.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words of one user's texts, indexed for the score by keyword. Immutable: adding texts makes a new index that shares
 * what it can with the old one, so that a cache may hand one out while another grows. Rows are numbered from 0 in the
 * order in which texts were added; a text that is gone stays until the index is made anew, so what it proposes is read
 * again before it leaves.
 *
 * <p>A text of ten words takes about 80 bytes. Adding one text to {@code n} copies {@code log n} times its share on
 * average; scoring reads only the rows that hold one of the query's words.
 */
public final class TermIndex {

    private static final TermIndex NONE = new TermIndex(List.of());

    private final List<TermSegment> segments;
    private final int rows;
    private final long length;

    private TermIndex(List<TermSegment> segments) {
        this.segments = List.copyOf(segments);
        this.rows = segments.stream().mapToInt(TermSegment::size).sum();
        this.length = segments.stream().mapToLong(TermSegment::length).sum();
    }

    /** The index of no text. */
    public static TermIndex none() {
        return NONE;
    }

    /** The index of these texts. */
    public static TermIndex of(List<String> texts) {
        return NONE.and(texts);
    }

    /** This index and further texts behind it. */
    public TermIndex and(List<String> texts) {
        if (texts.isEmpty()) {
            return this;
        }
        List<TermSegment> grown = new ArrayList<>(segments);
        TermSegment last = TermSegment.of(texts);
        // Each segment is more than twice as large as the next, so there are few and each row is copied seldom.
        while (!grown.isEmpty() && grown.get(grown.size() - 1).size() <= 2 * last.size()) {
            last = grown.remove(grown.size() - 1).and(last);
        }
        grown.add(last);
        return new TermIndex(grown);
    }

    /** How many texts are indexed. */
    public int rows() {
        return rows;
    }

    /** What the index takes in memory, for whoever bounds it. */
    public int bytes() {
        return segments.stream().mapToInt(TermSegment::bytes).sum();
    }

    /** How each row meets the words of a question. */
    public KeywordScores score(String question) {
        KeywordScores scores = new KeywordScores(rows);
        long[] wanted = TermSegment.keys(Terms.of(question).stream().distinct().toList());
        Bm25[] weighings = Arrays.stream(wanted).mapToObj(this::weighing).toArray(Bm25[]::new);
        double all = Arrays.stream(weighings).mapToDouble(Bm25::rarity).sum();
        for (int i = 0; i < wanted.length; i++) {
            int base = 0;
            for (TermSegment segment : segments) {
                segment.score(wanted[i], weighings[i], weighings[i].rarity() / all, new Rows(scores, base));
                base += segment.size();
            }
        }
        return scores;
    }

    private Bm25 weighing(long term) {
        int holders =
                segments.stream().mapToInt(segment -> segment.holders(term)).sum();
        return Bm25.of(holders, rows, rows == 0 ? 1 : Math.max(1, (double) length / rows));
    }

    /** The rows of one segment within those of the index. */
    record Rows(KeywordScores scores, int base) {

        void add(int row, double worth, double share) {
            scores.add(base + row, worth, share);
        }
    }
}
