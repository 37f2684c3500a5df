package io.insula.chat;

import io.insula.chat.ChatTurn.ToolUse;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.model.ChatModel;
import io.insula.model.Completion;
import io.insula.model.PromptMessage;
import io.insula.model.TokenUsage;
import io.insula.model.ToolOffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Speaks with a model until it has answered, and has the tools called that it wants on the way. */
@ApplicationScoped
public class ModelDialogue {

    /** Of the tokens of a prompt: for telling of the tools at most, and for what their calls bring. */
    private static final int SHARE = 4;

    private final ChatModel models;
    private final ToolTurnConfiguration limits;

    /** What the container's proxy is made with. */
    protected ModelDialogue() {
        this(null, ToolTurnConfiguration.defaults());
    }

    @Inject
    public ModelDialogue(ChatModel models, ToolTurnConfiguration limits) {
        this.models = models;
        this.limits = limits;
    }

    /**
     * What it came to.
     *
     * @param usage of all calls of the model
     * @param used the tools that were called
     */
    record Spoken(String text, TokenUsage usage, List<ToolUse> used) {}

    /** Those of the tools of which this speaker's model can be told. */
    OfferedTools offered(Speaker speaker, ToolDesk desk) {
        return OfferedTools.of(desk.tools(), speaker.model().contextTokens() / SHARE);
    }

    /** What is left for the prompt itself. */
    int budget(Speaker speaker, OfferedTools offered) {
        int all = speaker.model().contextTokens();
        return offered.isEmpty() ? all : all - offered.tokens() - all / SHARE;
    }

    /**
     * The model's answer to a prompt.
     *
     * @throws PlatformException as {@link ChatModel#complete} does; PROVIDER_ERROR for an answer that says nothing;
     *     UNAUTHORIZED and FORBIDDEN if the caller loses the right to act on the way
     */
    Spoken speak(Speaker speaker, Prompt prompt, ToolDesk desk, OfferedTools offered, AnswerListener listener) {
        int room = speaker.model().contextTokens() / SHARE;
        ToolTurn turn = new ToolTurn(desk, offered, room, limits, listener::isGone);
        Transcript transcript = new Transcript(listener);
        List<PromptMessage> messages = new ArrayList<>(prompt.messages());
        TokenUsage usage = null;
        while (true) {
            List<ToolOffer> offers = turn.offers();
            Completion said =
                    models.complete(speaker.formation(), speaker.model(), messages, offers, transcript.hearing());
            usage = usage == null ? said.usage() : usage.plus(said.usage());
            transcript.said(said.text());
            if (said.toolCalls().isEmpty() || offers.isEmpty()) {
                return new Spoken(usable(transcript.text(), said), usage, turn.used());
            }
            messages.addAll(turn.answered(said));
        }
    }

    private static String usable(String text, Completion last) {
        if (!text.isBlank()) {
            return text;
        }
        throw new PlatformException(
                ErrorCode.PROVIDER_ERROR,
                last.toolCalls().isEmpty()
                        ? "The model answered with nothing"
                        : "The model wants tools to be called and does not answer");
    }
}
