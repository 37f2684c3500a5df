package io.insula.client;

import java.util.List;

/**
 * What a formation answered.
 *
 * @param response the answer's text
 * @param message the same text under the name that some SDKs read
 * @param responder who answered; {@code extractive} quotes the caller's own memories and thinks up nothing
 * @param sources the memories on which the answer rests, best first; empty when nothing is known
 */
public record ChatAnswer(
        String response,
        String message,
        String sessionId,
        String requestId,
        String userId,
        String responder,
        List<Source> sources) {

    /** One memory behind an answer. */
    public record Source(String id, double score) {}

    public ChatAnswer {
        sources = sources == null ? List.of() : List.copyOf(sources);
    }
}
