package io.insula.formation;

/** Whether a key has an effect in this version. */
enum Activity {
    ACTIVE("active"),
    /** Understood and reported; without it the formation still keeps its promises. */
    NOT_YET("not active yet");

    private final String label;

    Activity(String label) {
        this.label = label;
    }

    /** As the documentation names it. */
    String label() {
        return label;
    }
}
