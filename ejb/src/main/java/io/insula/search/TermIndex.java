package io.insula.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** In how many rows each word of a question stands. */
    public WordCounts count(String question) {
        List<String> words = words(question);
        long[] keys = TermSegment.keys(words);
        Map<String, Long> holders = new HashMap<>();
        for (int i = 0; i < keys.length; i++) {
            long key = keys[i];
            holders.put(
                    words.get(i),
                    segments.stream().mapToLong(each -> each.holders(key)).sum());
        }
        return new WordCounts(rows, holders);
    }

    /** How each row meets the words of a question. */
    public KeywordScores score(String question) {
        return score(question, count(question));
    }

    /**
     * The same where the rows are only some of all texts.
     *
     * @param all what makes a word rare: the counts over all texts, these rows included
     */
    public KeywordScores score(String question, WordCounts all) {
        KeywordScores scores = new KeywordScores(rows);
        List<String> words = words(question);
        long[] wanted = TermSegment.keys(words);
        Bm25[] weighings = words.stream().map(word -> weighing(word, all)).toArray(Bm25[]::new);
        double whole = Arrays.stream(weighings).mapToDouble(Bm25::rarity).sum();
        for (int i = 0; i < wanted.length; i++) {
            int base = 0;
            for (TermSegment segment : segments) {
                segment.score(wanted[i], weighings[i], weighings[i].rarity() / whole, new Rows(scores, base));
                base += segment.size();
            }
        }
        return scores;
    }

    private static List<String> words(String question) {
        return Terms.of(question).stream().distinct().toList();
    }

    private Bm25 weighing(String word, WordCounts all) {
        long holders = all.holders(word);
        return Bm25.of(holders, Math.max(holders, all.texts()), rows == 0 ? 1 : Math.max(1, (double) length / rows));
    }

    /** The rows of one segment within those of the index. */
    record Rows(KeywordScores scores, int base) {

        void add(int row, double worth, double share) {
            scores.add(base + row, worth, share);
        }
    }
}
