package io.insula.formation;

/** Whether a key has an effect in this version. */
enum Activity {
    ACTIVE("active"),
    /** Understood and reported; without it the formation still keeps its promises. */
    NOT_YET("not active yet"),
    /** It restricts or protects: a formation that counts on it is refused rather than served without it. */
    PROTECTS("refused until active");

    private final String label;

    Activity(String label) {
        this.label = label;
    }

    /** As the documentation names it. */
    String label() {
        return label;
    }
}
