package io.insula.client;

import java.util.List;

/**
 * What a formation answered.
 *
 * @param response the answer's text
 * @param message the same text under the name that some SDKs read
 * @param responder who answered: a model by its label; {@code extractive} quotes the caller's own memories and thinks up
 *     nothing
 * @param sources the memories on which the answer rests, best first; empty when nothing is known
 * @param usage null where no model was called
 * @param toolCalls the tools that the model has had called, in their order
 */
public record ChatAnswer(
        String response,
        String message,
        String sessionId,
        String requestId,
        String userId,
        String responder,
        List<Source> sources,
        Usage usage,
        List<ToolUse> toolCalls) {

    /**
     * The tokens that a model took.
     *
     * @param estimated whether its provider did not say, and the server guessed
     */
    public record Usage(int promptTokens, int completionTokens, int totalTokens, boolean estimated) {}

    /**
     * A tool that was called.
     *
     * @param server the id of the MCP server that has it
     * @param ok whether it did what it was called for, by its own word
     */
    public record ToolUse(String server, String tool, boolean ok) {}

    /** One memory behind an answer. */
    public record Source(String id, double score) {}

    public ChatAnswer {
        sources = sources == null ? List.of() : List.copyOf(sources);
        toolCalls = toolCalls == null ? List.of() : List.copyOf(toolCalls);
    }
}
