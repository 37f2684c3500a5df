package io.insula.memory;

import java.time.Duration;

/**
 * What is looked for among a user's memories.
 *
 * @param text what is asked, in the user's words
 * @param mode how it is looked for
 * @param limit how many hits at most
 * @param minimum the least score of a hit; null for any
 * @param halfLife makes what was said of late count more, half as much after this time; null for no difference
 */
public record MemoryQuery(String text, Mode mode, int limit, Double minimum, MemoryFilter filter, Duration halfLife) {

    /** How it is looked for. */
    public enum Mode {
        /** By meaning and words, fused by their ranks. */
        HYBRID,
        /** By words alone, which needs no vector of the question. */
        KEYWORD,
        /** By meaning alone. */
        SEMANTIC
    }
}
