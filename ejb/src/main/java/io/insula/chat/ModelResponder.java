package io.insula.chat;

import io.insula.chat.ChatTurn.SourceMemory;
import io.insula.formation.TextModel;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.model.ChatModel;
import io.insula.model.Completion;
import io.insula.model.CompletionListener;
import io.insula.search.Recall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Has the formation's model answer, from what is known of the user. */
@ApplicationScoped
public class ModelResponder {

    /** The most memories that a prompt is offered. */
    private static final int MOST_MEMORIES = 12;

    @Inject
    ChatModel models;

    @Inject
    Recall recall;

    @Inject
    Pace pace;

    /**
     * The answer to one turn.
     *
     * @param meant what was looked for in memory
     */
    Answer answer(Speaker speaker, Known known, NewMessage message, String meant, AnswerListener listener) {
        List<Recall.Ranked> ranked = recall.rank(
                meant, known.recalled().candidates(), known.recalled().likeness());
        TextModel model = speaker.model();
        Prompt prompt = Prompt.of(new PromptInput(
                speaker.systemMessage(),
                known.facts(),
                ranked.subList(0, Math.min(MOST_MEMORIES, ranked.size())),
                known.conversation(),
                message.message(),
                model.contextTokens(),
                PublicId.next("data")));
        long began = System.nanoTime();
        Completion completion = models.complete(speaker.formation(), model, prompt.messages(), listening(listener));
        pace.took(speaker.formation(), model.endpoint().label(), Duration.ofNanos(System.nanoTime() - began));
        return new Answer(
                usable(completion),
                model.endpoint().label(),
                !prompt.memories().isEmpty(),
                prompt.memories().stream()
                        .map(memory -> new SourceMemory(memory.id(), memory.score()))
                        .toList(),
                completion.usage());
    }

    private static String usable(Completion completion) {
        if (!completion.text().isBlank()) {
            return completion.text();
        }
        throw new PlatformException(
                ErrorCode.PROVIDER_ERROR,
                completion.toolCalls().isEmpty()
                        ? "The model answered with nothing"
                        : "The model wants a tool to be called, which chat does not do yet");
    }

    private static CompletionListener listening(AnswerListener listener) {
        if (listener == AnswerListener.NONE) {
            return CompletionListener.NONE;
        }
        return new CompletionListener() {
            @Override
            public void token(String piece) {
                listener.token(piece);
            }

            @Override
            public boolean isGone() {
                return listener.isGone();
            }
        };
    }
}
