package io.insula.chat;

import java.util.List;

/**
 * A finished turn, ready to be stored.
 *
 * @param sessionId null if the turn begins a session
 * @param meaning the vector of what was said, or null where it asks something: questions never answer
 * @param episodes the statements to remember
 * @param meanings their vectors, in the same order
 */
record Turn(
        String sessionId,
        String said,
        String answered,
        String model,
        float[] meaning,
        List<String> episodes,
        List<float[]> meanings) {}
