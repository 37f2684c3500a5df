package io.insula.search;

import java.util.regex.Pattern;

/** Whether a question asks how something is or how something once was. Without these English words: how it is. */
final class Occasion {

    private static final Pattern PAST = words("did|was|were|had|used to|first|originally|before|earlier|ago|back then");
    private static final Pattern LATEST = words(
            "last|latest|most recent(?:ly)?|newest|current(?:ly)?|now|today|these days" + "|at present|at the moment");

    private Occasion() {}

    /** "Where did I live before?" does, "What did I say last?" asks for the latest all the same. */
    static boolean isPast(String question) {
        return PAST.matcher(question).find() && !LATEST.matcher(question).find();
    }

    private static Pattern words(String words) {
        return Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE);
    }
}
