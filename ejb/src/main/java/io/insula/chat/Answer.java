package io.insula.chat;

import io.insula.chat.ChatTurn.SourceMemory;
import io.insula.chat.ChatTurn.ToolUse;
import io.insula.model.TokenUsage;
import java.util.List;

/**
 * What a responder says.
 *
 * @param responder who it is
 * @param known whether a question was answered from what is remembered
 * @param sources what the answer rests on, best first
 * @param usage null where no model was called
 * @param toolCalls the tools that a model has had called
 */
record Answer(
        String text,
        String responder,
        boolean known,
        List<SourceMemory> sources,
        TokenUsage usage,
        List<ToolUse> toolCalls) {

    Answer {
        sources = List.copyOf(sources);
        toolCalls = List.copyOf(toolCalls);
    }

    static Answer of(ExtractiveAnswer quoted) {
        return new Answer(
                quoted.text(),
                ChatTurn.EXTRACTIVE,
                quoted.known(),
                quoted.sources().stream()
                        .map(source -> new SourceMemory(source.id(), source.score()))
                        .toList(),
                null,
                List.of());
    }
}
