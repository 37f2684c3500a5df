package io.insula.search;

/**
 * What one term is worth to a text that holds it: the rarer the term, the more often it stands there and the shorter the
 * text, the more (Robertson and Spärck Jones).
 *
 * @param rarity of the term over all texts
 * @param averageLength of all texts, in terms
 */
record Bm25(double rarity, double averageLength) {

    /** How soon further mentions stop to count: statements are short, and a second mention is chance. */
    private static final double SATURATION = 0.9;
    /** How much a long text must answer for its length, 0 to 1. */
    private static final double LENGTH = 0.4;

    static Bm25 of(long holders, long texts, double averageLength) {
        return new Bm25(Math.log(1 + (texts - holders + 0.5) / (holders + 0.5)), averageLength);
    }

    double worth(int count, int length) {
        double saturation = SATURATION * (1 - LENGTH + LENGTH * length / averageLength);
        return rarity * count * (SATURATION + 1) / (count + saturation);
    }
}
