package io.insula.request;

import io.insula.chat.ChatTurn.SourceMemory;
import io.insula.chat.ChatTurn.ToolUse;
import io.insula.model.TokenUsage;
import java.util.List;

/**
 * The result of a request: what an answer that was waited for says, without that which its request knows.
 *
 * @param message the text again: clients disagree on its name
 */
public record KeptAnswer(
        String response,
        String message,
        String sessionId,
        String responder,
        List<SourceMemory> sources,
        TokenUsage usage,
        List<ToolUse> toolCalls) {

    public KeptAnswer {
        sources = List.copyOf(sources);
        toolCalls = List.copyOf(toolCalls);
    }
}
