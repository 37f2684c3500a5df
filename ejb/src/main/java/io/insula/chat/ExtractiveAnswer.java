package io.insula.chat;

import java.util.List;

/**
 * An answer made of the caller's own words.
 *
 * @param text what to say
 * @param known whether a question was answered; false for statements too, which ask nothing
 * @param sources the memories quoted, best first; empty unless known
 */
public record ExtractiveAnswer(String text, boolean known, List<Source> sources) {

    public ExtractiveAnswer {
        sources = List.copyOf(sources);
    }

    /**
     * A memory that was quoted.
     *
     * @param score how well it answers, 0 to 1
     */
    public record Source(String id, double score) {}
}
