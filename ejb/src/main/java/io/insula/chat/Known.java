package io.insula.chat;

import io.insula.memory.UserFacts;
import java.util.List;

/**
 * What is known when a turn is answered, all of it the user's own.
 *
 * @param recalled what may bear on what is said
 * @param conversation what was said before in the session, oldest first
 * @param synopsisDue whether a synopsis should be made for the next time
 */
public record Known(Recalled recalled, List<PromptInput.Said> conversation, UserFacts facts, boolean synopsisDue) {

    public Known {
        conversation = List.copyOf(conversation);
    }
}
