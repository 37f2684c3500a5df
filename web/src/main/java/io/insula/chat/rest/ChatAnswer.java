package io.insula.chat.rest;

import io.insula.chat.ChatTurn;
import io.insula.chat.ChatTurn.SourceMemory;
import io.insula.chat.ChatTurn.ToolUse;
import io.insula.chat.NewMessage;
import io.insula.model.TokenUsage;
import io.insula.tenant.TenantContext;
import java.util.List;

/**
 * One answered turn. Clients disagree on the name of the text, so it stands under both.
 *
 * @param responder who answered: a model by its label; {@code extractive} quotes memories and makes nothing up
 * @param sources the memories that the answer stands on
 * @param usage the tokens that a model took
 * @param toolCalls the tools that a model has had called, in their order
 */
public record ChatAnswer(
        String response,
        String message,
        String sessionId,
        String requestId,
        String userId,
        String responder,
        List<SourceMemory> sources,
        TokenUsage usage,
        List<ToolUse> toolCalls) {

    static ChatAnswer of(ChatTurn turn, NewMessage message, TenantContext caller) {
        return new ChatAnswer(
                turn.response(),
                turn.response(),
                turn.sessionId(),
                message.name() == null ? caller.requestId() : message.name(),
                caller.sentUserId(),
                turn.responder(),
                turn.sources(),
                turn.usage(),
                turn.toolCalls());
    }
}
