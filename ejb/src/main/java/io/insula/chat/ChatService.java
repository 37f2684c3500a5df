package io.insula.chat;

import io.insula.embedding.Embedder;
import io.insula.embedding.Meaning;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.kernel.FieldFault;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.search.Candidate;
import io.insula.search.Recall;
import io.insula.tenant.CurrentTenant;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/**
 * One turn of conversation: recall, answer, store. The turn itself is no transaction; what takes time, the model above
 * all, runs between its two short ones and holds no connection.
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
    Embedder embedder;

    @Inject
    ExtractiveResponder responder;

    @Inject
    Recall recall;

    @Inject
    TurnTransactions transactions;

    /**
     * Takes what the user says, answers it from what is remembered of this user, and keeps both.
     *
     * @param listener hears the answer piece by piece before it is returned whole
     * @throws PlatformException INVALID_PARAMS for a message longer than {@code input_limits.max_message_length} or an
     *     unknown agent; RESOURCE_NOT_FOUND for a session that is not the user's; SESSION_EXPIRED for one that is over
     */
    public ChatTurn chat(NewMessage message, AnswerListener listener) {
        Formation formation = formations.get(current.context().formation());
        check(message, formation);
        String asked = String.join(" ", Utterance.questions(message.message()));
        boolean asks = !asked.isEmpty();
        String meant = asks ? asked : message.message();
        Meaning meaning = new Meaning(embedder.model(), embedder.embed(meant));
        List<Candidate> candidates =
                asks ? transactions.recall(message.sessionId(), meaning) : transactions.begin(message.sessionId());
        ExtractiveAnswer answer = responder.answer(message.message(), recall.rank(meant, candidates));
        listener.token(answer.text());
        String session = transactions.store(turn(message, formation, meaning, asks, answer));
        return new ChatTurn(
                answer.text(),
                session,
                ChatTurn.EXTRACTIVE,
                answer.known(),
                answer.sources().stream()
                        .map(source -> new ChatTurn.SourceMemory(source.id(), source.score()))
                        .toList());
    }

    private Turn turn(NewMessage message, Formation formation, Meaning meaning, boolean asks, ExtractiveAnswer answer) {
        List<String> episodes = formation.memory().episodic()
                ? Episodes.of(
                        Utterance.stated(message.message()),
                        formation.inputLimits().maxMemoryEntrySize())
                : List.of();
        List<Meaning> meanings = episodes.equals(List.of(message.message()))
                ? List.of(meaning)
                : embedder.embedAll(episodes).stream()
                        .map(vector -> new Meaning(embedder.model(), vector))
                        .toList();
        return new Turn(
                message.sessionId(),
                message.message(),
                answer.text(),
                asks ? null : meaning,
                episodes,
                meanings,
                meaning.model(),
                answer.sources().stream().map(ExtractiveAnswer.Source::id).toList());
    }

    private static void check(NewMessage message, Formation formation) {
        int longest = formation.inputLimits().maxMessageLength();
        if (message.message().codePointCount(0, message.message().length()) > longest) {
            throw invalid("message", "must be at most " + longest + " characters", "too_long");
        }
        if (message.agentId() != null
                && formation.agents().stream().noneMatch(agent -> agent.id().equals(message.agentId()))) {
            throw invalid("agent_id", "is not an agent of this formation", "unknown");
        }
    }

    private static PlatformException invalid(String field, String message, String type) {
        return PlatformException.invalidParams(List.of(new FieldFault(field, message, type)));
    }
}
