package io.insula.model;

import java.util.List;
import java.util.Locale;

/**
 * One message of a prompt.
 *
 * @param toolCalls those that the model wanted when it said this; empty but for the assistant's
 * @param callId the call whose result this is; null but for a tool's
 */
public record PromptMessage(Role role, String content, List<ToolCall> toolCalls, String callId) {

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PromptMessage {
        toolCalls = List.copyOf(toolCalls);
    }

    /** Something that was said, and no more. */
    public PromptMessage(Role role, String content) {
        this(role, content, List.of(), null);
    }

    /** What the model said when it wanted tools to be called. */
    public static PromptMessage wanting(String content, List<ToolCall> toolCalls) {
        return new PromptMessage(Role.ASSISTANT, content, toolCalls, null);
    }

    /** What came of a call. */
    public static PromptMessage result(String callId, String content) {
        return new PromptMessage(Role.TOOL, content, List.of(), callId);
    }
}
