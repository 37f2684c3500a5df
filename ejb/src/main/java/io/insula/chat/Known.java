package io.insula.chat;

import io.insula.memory.UserFacts;
import io.insula.search.Candidate;
import java.util.List;

/**
 * What is known when a turn is answered, all of it the user's own.
 *
 * @param candidates memories that may bear on what is said
 * @param conversation what was said before in the session, oldest first
 */
public record Known(List<Candidate> candidates, List<PromptInput.Said> conversation, UserFacts facts) {

    public Known {
        candidates = List.copyOf(candidates);
        conversation = List.copyOf(conversation);
    }
}
