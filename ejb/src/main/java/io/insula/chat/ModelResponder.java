package io.insula.chat;

import io.insula.chat.ChatTurn.SourceMemory;
import io.insula.formation.TextModel;
import io.insula.kernel.PublicId;
import io.insula.search.Recall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Has the formation's model answer, from what is known of the user and with the user's tools. */
@ApplicationScoped
public class ModelResponder {

    /** The most memories that a prompt is offered. */
    private static final int MOST_MEMORIES = 12;

    @Inject
    ModelDialogue dialogue;

    @Inject
    ToolDesks desks;

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
        ToolDesk desk = desks.open();
        OfferedTools offered = dialogue.offered(speaker, desk);
        Prompt prompt = Prompt.of(new PromptInput(
                speaker.systemMessage(),
                known.facts(),
                desk.unavailable(),
                ranked.subList(0, Math.min(MOST_MEMORIES, ranked.size())),
                known.conversation(),
                message.message(),
                dialogue.budget(speaker, offered),
                PublicId.next("data")));
        long began = System.nanoTime();
        ModelDialogue.Spoken spoken = dialogue.speak(speaker, prompt, desk, offered, listener);
        pace.took(speaker.formation(), model.endpoint().label(), Duration.ofNanos(System.nanoTime() - began));
        return new Answer(
                spoken.text(),
                model.endpoint().label(),
                !prompt.memories().isEmpty(),
                prompt.memories().stream()
                        .map(memory -> new SourceMemory(memory.id(), memory.score()))
                        .toList(),
                spoken.usage(),
                spoken.used());
    }
}
