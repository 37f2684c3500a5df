package io.insula.chat;

import io.insula.embedding.Meaning;
import io.insula.embedding.Meanings;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.formation.TextModel;
import io.insula.kernel.FieldFault;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.memory.MemoryIndex;
import io.insula.memory.working.RemoteRecall;
import io.insula.search.Recall;
import io.insula.tenant.CurrentTenant;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One turn of conversation: recall, answer, store. The turn itself is no transaction; what takes time, the model above
 * all, runs between its short ones and holds no connection.
 *
 * <p>Where a model is called over the network, what the user says is committed first. If the call fails or the caller goes
 * away, that message stays and nothing else: no half answer, no memory. Another attempt with the same
 * {@link NewMessage#turnId} continues there, and one at a turn that was finished gets the answer that was kept.
 */
@Stateless
@Requires(Permission.CHAT)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ChatService {

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    @Inject
    Meanings meanings;

    @Inject
    ExtractiveResponder quoting;

    @Inject
    ModelResponder speaking;

    @Inject
    Recall recall;

    @Inject
    MemoryIndex memories;

    @Inject
    RemoteRecall working;

    @Inject
    TurnTransactions transactions;

    @Inject
    Pace pace;

    /** What a turn is about, and what of it is to be remembered. */
    private record Topic(String meant, boolean asks, List<String> episodes) {}

    /** What a turn is answered, and whether a synopsis of the user should be made for the next one. */
    private record Reply(Answer answer, boolean synopsisDue) {}

    /**
     * Looks at a message that is to be answered later.
     *
     * @throws PlatformException as {@link #chat} would throw for it
     */
    public void examine(NewMessage message) {
        check(message, formations.get(current.context().formation()));
        transactions.begin(message.sessionId());
    }

    /**
     * Whether the answer is expected to take so long that the formation would rather have it asked for later.
     *
     * @throws PlatformException INVALID_PARAMS for an unknown agent
     */
    public boolean isBetterAnsweredLater(NewMessage message) {
        Formation formation = formations.get(current.context().formation());
        TextModel model = Speaker.of(formation, message.agentId()).model();
        Duration expected = model == null
                ? Duration.ZERO
                : pace.expected(formation.id(), model.endpoint().label());
        return expected.compareTo(formation.async().threshold()) >= 0;
    }

    /**
     * Takes what the user says, answers it from what is remembered of this user, and keeps both.
     *
     * @param listener hears the answer piece by piece before it is returned whole
     * @throws PlatformException INVALID_PARAMS for a message longer than {@code input_limits.max_message_length} or an
     *     unknown agent; RESOURCE_NOT_FOUND for a session that is not the user's; SESSION_EXPIRED for one that is over;
     *     CONFLICT if another message was sent as this turn before; SERVICE_UNAVAILABLE and PROVIDER_ERROR if the
     *     formation's model cannot answer
     */
    public ChatTurn chat(NewMessage message, AnswerListener listener) {
        Formation formation = formations.get(current.context().formation());
        check(message, formation);
        Speaker speaker = Speaker.of(formation, message.agentId());
        Optional<ChatTurn> finished = message.turnId() == null ? Optional.empty() : transactions.finished(message);
        if (finished.isPresent()) {
            listener.token(finished.get().response());
            return finished.get();
        }
        boolean outside = speaker.model() != null || formation.models().embedding() != null;
        String opened = outside ? transactions.open(message) : null;
        Topic topic = topic(message, formation);
        List<Meaning> meant = meant(topic, formation);
        if (topic.asks() || speaker.model() != null) {
            memories.prepare(meant.get(0), topic.meant(), TurnTransactions.NEAREST);
            working.prepare(meant.get(0));
        }
        Reply reply = speaker.model() == null
                ? quoted(message, opened, topic, meant.get(0), listener)
                : spoken(message, opened, topic, meant.get(0), speaker, listener);
        return transactions.store(new Turn(
                message,
                opened,
                reply.answer(),
                topic.asks() ? null : meant.get(0),
                topic.episodes(),
                meant.subList(1, meant.size()),
                meant.get(0).model(),
                reply.synopsisDue()));
    }

    private static Topic topic(NewMessage message, Formation formation) {
        String asked = String.join(" ", Utterance.questions(message.message()));
        boolean asks = !asked.isEmpty();
        List<String> episodes = formation.memory().episodic()
                ? Episodes.of(
                        Utterance.stated(message.message()),
                        formation.inputLimits().maxMemoryEntrySize())
                : List.of();
        return new Topic(asks ? asked : message.message(), asks, episodes);
    }

    /** The meaning of the turn, and behind it those of its episodes: all in one go, each text once. */
    private List<Meaning> meant(Topic topic, Formation formation) {
        if (topic.episodes().equals(List.of(topic.meant()))) {
            Meaning one = meanings.of(formation, topic.meant());
            return List.of(one, one);
        }
        List<String> texts = new ArrayList<>(List.of(topic.meant()));
        texts.addAll(topic.episodes());
        return meanings.ofAll(formation, texts);
    }

    private Reply quoted(NewMessage message, String opened, Topic topic, Meaning meaning, AnswerListener listener) {
        String session = opened == null ? message.sessionId() : opened;
        Recalled recalled =
                topic.asks() ? transactions.recall(session, topic.meant(), meaning) : transactions.begin(session);
        List<Recall.Ranked> ranked = recall.rank(topic.meant(), recalled.candidates(), recalled.likeness());
        Answer answer = Answer.of(quoting.answer(message.message(), ranked));
        listener.token(answer.text());
        return new Reply(answer, false);
    }

    private Reply spoken(
            NewMessage message, String opened, Topic topic, Meaning meaning, Speaker speaker, AnswerListener listener) {
        Known known = transactions.known(opened, topic.meant(), meaning);
        return new Reply(speaking.answer(speaker, known, message, topic.meant(), listener), known.synopsisDue());
    }

    private static void check(NewMessage message, Formation formation) {
        int longest = formation.inputLimits().maxMessageLength();
        if (message.message().codePointCount(0, message.message().length()) > longest) {
            throw PlatformException.invalidParams(
                    List.of(new FieldFault("message", "must be at most " + longest + " characters", "too_long")));
        }
    }
}
