package io.insula.chat;

import java.util.Locale;

/** What was counted over one half of the set. */
final class RecallFigures {

    private final String name;
    private int answerable;
    private int first;
    private int amongFive;
    private int known;
    private int knownRight;
    private int unanswerable;
    private int falseAnswers;

    RecallFigures(String name) {
        this.name = name;
    }

    void answerable(int rank, boolean isKnown) {
        answerable++;
        first += rank == 1 ? 1 : 0;
        amongFive += rank <= 5 ? 1 : 0;
        known += isKnown ? 1 : 0;
        knownRight += isKnown && rank == 1 ? 1 : 0;
    }

    void unanswerable(boolean isKnown) {
        unanswerable++;
        falseAnswers += isKnown ? 1 : 0;
    }

    double recallAtOne() {
        return (double) first / answerable;
    }

    double recallAtFive() {
        return (double) amongFive / answerable;
    }

    double falseAnswers() {
        return (double) falseAnswers / unanswerable;
    }

    double answered() {
        return (double) known / answerable;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-28s recall@1 %.2f  recall@5 %.2f  answered %.2f (rightly %.2f)  false answers %.2f",
                name,
                recallAtOne(),
                recallAtFive(),
                answered(),
                (double) knownRight / answerable,
                falseAnswers());
    }
}
