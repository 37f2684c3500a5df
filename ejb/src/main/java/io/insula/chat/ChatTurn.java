package io.insula.chat;

import io.insula.model.TokenUsage;
import java.util.List;

/**
 * What a turn came to.
 *
 * @param response the answer's text
 * @param sessionId the session, begun by this turn or before
 * @param responder who answered: a model by its label, or {@code extractive}, which quotes the caller's own words and is
 *     no language model
 * @param known whether a question was answered from what is remembered
 * @param sources the memories that the answer rests on, best first: for a model those that it was given; for a turn that
 *     was finished at an earlier attempt none
 * @param usage the tokens that it took; null where no model was called
 * @param toolCalls the tools that the model has had called for this answer, in their order; for a turn that was finished at
 *     an earlier attempt none
 */
public record ChatTurn(
        String response,
        String sessionId,
        String responder,
        boolean known,
        List<SourceMemory> sources,
        TokenUsage usage,
        List<ToolUse> toolCalls) {

    /** The label of the responder that quotes. */
    public static final String EXTRACTIVE = "extractive";

    public ChatTurn {
        sources = List.copyOf(sources);
        toolCalls = List.copyOf(toolCalls);
    }

    static ChatTurn of(Answer answer, String sessionId) {
        return new ChatTurn(
                answer.text(),
                sessionId,
                answer.responder(),
                answer.known(),
                answer.sources(),
                answer.usage(),
                answer.toolCalls());
    }

    /**
     * A tool that was called.
     *
     * @param server the id of the MCP server that has it
     * @param ok whether it did what it was called for, by its own word
     */
    public record ToolUse(String server, String tool, boolean ok) {}

    /**
     * A memory that an answer rests on.
     *
     * @param id {@code mem_…}, or {@code buf_…} or {@code wrk_…} for something said and not remembered, or
     *     {@code prf_…} for a preference that a caller set
     * @param score how well it answers, 0 to 1
     */
    public record SourceMemory(String id, double score) {}
}
