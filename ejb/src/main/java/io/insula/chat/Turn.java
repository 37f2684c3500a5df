package io.insula.chat;

import io.insula.embedding.Meaning;
import java.util.List;

/**
 * A finished turn, ready to be stored.
 *
 * @param sessionId null if the turn begins a session
 * @param meaning what was said, or null where it asks something: questions never answer
 * @param episodes the statements to remember
 * @param meanings theirs, in the same order
 * @param model that the meanings come from
 * @param used the sources that the answer rests on
 */
record Turn(
        String sessionId,
        String said,
        String answered,
        Meaning meaning,
        List<String> episodes,
        List<Meaning> meanings,
        String model,
        List<String> used) {}
