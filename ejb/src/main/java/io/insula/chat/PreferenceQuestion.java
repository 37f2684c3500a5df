package io.insula.chat;

import io.insula.identity.Preference;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A question that by its form asks for preferences: "what language do I like", "do I like tea", "what do I use", "what
 * is my favorite color". Which of them it means is not told by the form; meaning decides, as between memories.
 */
enum PreferenceQuestion {
    DISLIKED("\\b(?:do|don't|can't|can) i (?:really )?(?:not (?:like|love|enjoy)|dislike|hate|avoid|stand)\\b"
            + "|\\bi (?:do not|don't|no longer) (?:like|love|enjoy)\\b|\\bi (?:dislike|hate)\\b"),
    LIKED("\\bdo i (?:really |still |also )?(?:like|love|enjoy|adore|prefer|favou?r)\\b|\\bam i fond of\\b"),
    USED("\\bdo i (?:usually |still |also )?use\\b"),
    FAVORITE("\\bmy favou?rite\\b");

    /** What a preference that a question asks for by its form gains in nearness. */
    static final double GAIN = 0.25;

    /** How near one is that was never said, so that it has no meaning to compare. */
    static final double UNSAID = 0.4;

    private final Pattern form;

    PreferenceQuestion(String form) {
        this.form = Pattern.compile(form, Pattern.CASE_INSENSITIVE);
    }

    /** What the question asks for, if it is one for preferences. */
    static Optional<PreferenceQuestion> of(String question) {
        String plain = question.replace('’', '\'');
        for (PreferenceQuestion kind : values()) {
            if (kind.form.matcher(plain).find()) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    boolean isAnsweredBy(Preference preference) {
        boolean used = preference.key().startsWith("uses.");
        return switch (this) {
            case DISLIKED -> preference.value().equals(JsonValue.FALSE);
            case LIKED -> preference.value().equals(JsonValue.TRUE) && !used;
            case USED -> used;
            case FAVORITE -> preference.key().startsWith("favorite.");
        };
    }

    /** A preference as a quotable text. */
    static String told(Preference preference) {
        return preference.key() + " = " + preference.value();
    }
}
