package io.insula.search;

import java.util.Arrays;
import java.util.List;

/**
 * Which rows hold which terms, for some rows that follow each other. A term is held as the hash of its letters, so that
 * none of the user's words lies about in memory; that two terms share 64 bits is left to chance, which costs a score.
 */
final class TermSegment {

    private static final int MOST_COUNTED = Byte.MAX_VALUE;

    private final long[] terms;
    /** Where the rows of each term begin; one more than there are terms. */
    private final int[] starts;

    private final int[] rows;
    private final byte[] counts;
    private final int[] lengths;

    private TermSegment(long[] terms, int[] starts, int[] rows, byte[] counts, int[] lengths) {
        this.terms = terms;
        this.starts = starts;
        this.rows = rows;
        this.counts = counts;
        this.lengths = lengths;
    }

    /** The segment of at least one text. */
    static TermSegment of(List<String> texts) {
        if (texts.size() == 1) {
            return of(texts.get(0));
        }
        int half = texts.size() / 2;
        return of(texts.subList(0, half)).and(of(texts.subList(half, texts.size())));
    }

    private static TermSegment of(String text) {
        long[] all = keys(Terms.of(text));
        Arrays.sort(all);
        long[] terms = new long[all.length];
        byte[] counts = new byte[all.length];
        int distinct = 0;
        for (int i = 0; i < all.length; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                terms[distinct++] = all[i];
            }
            counts[distinct - 1] = (byte) Math.min(MOST_COUNTED, counts[distinct - 1] + 1);
        }
        int[] starts = new int[distinct + 1];
        Arrays.setAll(starts, i -> i);
        return new TermSegment(
                Arrays.copyOf(terms, distinct), starts, new int[distinct], Arrays.copyOf(counts, distinct), new int[] {
                    all.length
                });
    }

    /** This segment, and another one's rows behind it. */
    TermSegment and(TermSegment next) {
        Merging merged = new Merging(this, next);
        int left = 0;
        int right = 0;
        while (left < terms.length || right < next.terms.length) {
            boolean here = right == next.terms.length || (left < terms.length && terms[left] <= next.terms[right]);
            boolean there = left == terms.length || (right < next.terms.length && next.terms[right] <= terms[left]);
            merged.begin(here ? terms[left] : next.terms[right]);
            if (here) {
                merged.append(this, left++, 0);
            }
            if (there) {
                merged.append(next, right++, lengths.length);
            }
        }
        int[] allLengths = Arrays.copyOf(lengths, lengths.length + next.lengths.length);
        System.arraycopy(next.lengths, 0, allLengths, lengths.length, next.lengths.length);
        return merged.segment(allLengths);
    }

    int size() {
        return lengths.length;
    }

    int bytes() {
        return terms.length * Long.BYTES
                + (starts.length + rows.length + lengths.length) * Integer.BYTES
                + counts.length;
    }

    /** How many terms all texts of the segment have together. */
    long length() {
        return Arrays.stream(lengths).asLongStream().sum();
    }

    /** How many rows hold a term. */
    int holders(long term) {
        int at = Arrays.binarySearch(terms, term);
        return at < 0 ? 0 : starts[at + 1] - starts[at];
    }

    /** Adds what a term is worth, and its share of the question, to the rows that hold it. */
    void score(long term, Bm25 weighing, double share, TermIndex.Rows scored) {
        int at = Arrays.binarySearch(terms, term);
        if (at < 0) {
            return;
        }
        for (int i = starts[at]; i < starts[at + 1]; i++) {
            scored.add(rows[i], weighing.worth(counts[i], lengths[rows[i]]), share);
        }
    }

    /** The keys of terms, in their order. */
    static long[] keys(List<String> terms) {
        return terms.stream().mapToLong(TermSegment::key).toArray();
    }

    private static long key(String term) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < term.length(); i++) {
            hash = (hash ^ term.charAt(i)) * 0x100000001b3L;
        }
        return hash ^ (hash >>> 29);
    }

    /** Two segments on their way to become one. */
    private static final class Merging {

        private final long[] terms;
        private final int[] starts;
        private final int[] rows;
        private final byte[] counts;
        private int term;
        private int posting;

        Merging(TermSegment left, TermSegment right) {
            terms = new long[left.terms.length + right.terms.length];
            starts = new int[terms.length + 1];
            rows = new int[left.rows.length + right.rows.length];
            counts = new byte[rows.length];
        }

        void begin(long key) {
            terms[term] = key;
            starts[term++] = posting;
        }

        void append(TermSegment from, int at, int shift) {
            for (int i = from.starts[at]; i < from.starts[at + 1]; i++) {
                rows[posting] = from.rows[i] + shift;
                counts[posting++] = from.counts[i];
            }
        }

        TermSegment segment(int[] lengths) {
            starts[term] = posting;
            return new TermSegment(Arrays.copyOf(terms, term), Arrays.copyOf(starts, term + 1), rows, counts, lengths);
        }
    }
}
