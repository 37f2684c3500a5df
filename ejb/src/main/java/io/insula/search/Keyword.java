package io.insula.search;

/**
 * How a text meets the words of a question.
 *
 * @param score by BM25: 0 for not at all, open upwards
 * @param share of the question's words, by rarity, that stand in the text: 0 to 1
 */
public record Keyword(double score, double share) {

    private static final Keyword NONE = new Keyword(0, 0);

    /** None of the question's words stands in the text. */
    public static Keyword none() {
        return NONE;
    }
}
