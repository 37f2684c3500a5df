package io.insula.model;

import java.util.List;

/**
 * What a model answered.
 *
 * @param text empty if it only wants tools to be called
 * @param toolCalls those it wants to have called, in their order
 * @param finishReason in the provider's words, such as {@code stop}, {@code length} or {@code tool_calls}
 */
public record Completion(String text, List<ToolCall> toolCalls, String finishReason, TokenUsage usage) {

    public Completion {
        toolCalls = List.copyOf(toolCalls);
    }
}
