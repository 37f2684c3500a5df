package io.insula.chat;

import io.insula.formation.TextModel;
import io.insula.kernel.PublicId;
import io.insula.model.ChatModel;
import io.insula.model.Completion;
import io.insula.model.CompletionListener;
import io.insula.model.PromptMessage;
import io.insula.model.PromptMessage.Role;
import io.insula.model.TokenEstimate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Asks a model something about what a user said, once and within bounds. What the user said is marked as data, as in the
 * prompt of a turn; what comes back is nothing but a text, to be judged by whoever asked.
 */
@ApplicationScoped
public class Inquiry {

    /** What is answered beyond this is not read. */
    static final int LONGEST = 20_000;

    private static final Logger LOG = System.getLogger(Inquiry.class.getName());
    /** Tokens of an answer, where the formation sets no limit of its own. */
    private static final int ENOUGH = 1000;

    private static final int SEPARATOR = 1;

    private final ChatModel models;

    /** What the container's proxy is made with. */
    protected Inquiry() {
        this(null);
    }

    @Inject
    Inquiry(ChatModel models) {
        this.models = models;
    }

    /**
     * What is to be found out.
     *
     * @param instruction the server's own words: what to do, and in which form to answer
     * @param lines of a {@link DataFrame}, the most telling first: those at the end are left out if they find no room
     * @param request the server's own words in the user's place
     */
    record Question(String instruction, List<String> lines, String request) {}

    /**
     * The model's answer; empty if not even the first line finds room.
     *
     * @throws io.insula.kernel.PlatformException as {@link ChatModel#complete} does
     */
    String ask(Speaker speaker, Question question) {
        TextModel model = bounded(speaker.model());
        DataFrame frame = new DataFrame(PublicId.next("data"));
        PromptMessage request = new PromptMessage(Role.USER, question.request());
        int left = model.contextTokens()
                - TokenEstimate.of(request)
                - TokenEstimate.of(system(question, frame))
                - question.lines().size() * SEPARATOR;
        for (String line : question.lines()) {
            left -= TokenEstimate.of(line);
            if (left < 0) {
                break;
            }
            frame.add(line);
        }
        if (frame.isEmpty()) {
            return "";
        }
        Completion completion = models.complete(
                speaker.formation(), model, List.of(system(question, frame), request), CompletionListener.NONE);
        LOG.log(
                Level.DEBUG,
                "{0} took {1} tokens in hindsight",
                model.endpoint().label(),
                completion.usage().totalTokens());
        return completion.text().length() > LONGEST ? "" : completion.text();
    }

    private static PromptMessage system(Question question, DataFrame frame) {
        return new PromptMessage(
                Role.SYSTEM, question.instruction() + "\n\n" + frame.instruction() + "\n\n" + frame.text());
    }

    private static TextModel bounded(TextModel model) {
        return model.maxTokens() != null
                ? model
                : new TextModel(model.endpoint(), model.temperature(), model.topP(), ENOUGH, model.contextTokens());
    }
}
