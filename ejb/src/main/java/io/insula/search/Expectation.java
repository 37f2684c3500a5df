package io.insula.search;

import java.util.regex.Pattern;

/**
 * What kind of thing must stand in a text for it to answer a question: whoever asks how old the dog is gets nothing
 * from the dog's name, however near the two sentences lie.
 */
enum Expectation {
    ANYTHING("", ""),
    QUANTITY(
            "\\bhow (old|many|much|long|far|tall|big|large|heavy|often)\\b",
            "\\p{N}|\\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)"
                    + "teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|hundred|thousand|million|half"
                    + "|once|twice|daily|weekly|monthly)\\b"),
    TIME(
            "\\bwhen\\b|\\b(what|which) (time|date|day|month|year)\\b|\\bhow soon\\b",
            "\\p{N}|\\b((mon|tues|wednes|thurs|fri|satur|sun|birth)day|january|february|march|april|may|june|july|august"
                    + "|september|october|november|december|today|tomorrow|tonight|yesterday|day|week|weekend|month"
                    + "|quarter|year|morning|afternoon|evening|night|noon|midnight|spring|summer|autumn|fall|winter"
                    + "|christmas|easter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)s?\\b");

    private static final double UNMET = 0.5;

    private final Pattern question;
    private final Pattern answer;

    Expectation(String question, String answer) {
        this.question = Pattern.compile(question, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        this.answer = Pattern.compile(answer, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static Expectation of(String question) {
        if (QUANTITY.question.matcher(question).find()) {
            return QUANTITY;
        }
        return TIME.question.matcher(question).find() ? TIME : ANYTHING;
    }

    boolean isMetBy(String text) {
        return answer.matcher(text).find();
    }

    /** How near a candidate comes in meaning, 0 to 1: half as near where it cannot be the answer. */
    double meaning(Candidate candidate) {
        double cosine = Math.max(0, Math.min(1, candidate.cosine()));
        return isMetBy(candidate.content()) ? cosine : cosine * UNMET;
    }
}
