package io.insula.chat;

import java.util.regex.Pattern;

/**
 * Tells cheaply whether a statement could hold a preference of whoever makes it, so that no model is asked about the
 * weather: whether it speaks of its speaker. That is told by the words for the first person in a few languages; a text
 * without any letter of the Latin script is let through, since nothing is known of it.
 */
final class Personal {

    private static final Pattern FIRST_PERSON =
            Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])(?:i|i['’]\\p{L}+|me|my|mine|myself|we|us|our|ours"
                    + "|ich|mir|mich|mein\\p{L}*|wir|uns|unser\\p{L}*"
                    + "|je|j['’]\\p{L}+|moi|mon|ma|mes|nous|notre|nos"
                    + "|yo|mi|mis|me|nos|nuestr\\p{L}*|io|mio|mia|miei|mie|noi|nostr\\p{L}*"
                    + "|eu|meu|minha|meus|minhas|nós|noss\\p{L}*|ik|mij|mijn|wij|ons|onze)(?![\\p{L}\\p{N}])");
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private Personal() {}

    static boolean couldTellAPreference(String statement) {
        return LATIN.matcher(statement).find()
                ? FIRST_PERSON.matcher(statement).find()
                : LETTER.matcher(statement).find();
    }
}
