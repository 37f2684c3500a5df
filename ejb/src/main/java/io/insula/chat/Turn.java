package io.insula.chat;

import io.insula.embedding.Meaning;
import java.util.List;

/**
 * A finished turn, ready to be stored.
 *
 * @param message what the user said
 * @param opened the session in which it is kept already; null if both sides of the turn are still to be kept
 * @param meaning what was said, or null where it asks something: questions never answer
 * @param episodes the statements to remember
 * @param meanings theirs, in the same order
 * @param model that the meanings come from
 * @param synopsisDue whether a synopsis should be made for the next time
 */
record Turn(
        NewMessage message,
        String opened,
        Answer answer,
        Meaning meaning,
        List<String> episodes,
        List<Meaning> meanings,
        String model,
        boolean synopsisDue) {

    /** The session to which the turn belongs; null if it begins one. */
    String session() {
        return opened == null ? message.sessionId() : opened;
    }
}
