package io.insula.evaluation;

/** What is compared. */
enum Ranker {
    KEYWORD("keyword alone"),
    MEANING("meaning alone"),
    FUSED("fused");

    private final String title;

    Ranker(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
