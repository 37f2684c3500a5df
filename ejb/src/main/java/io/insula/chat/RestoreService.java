package io.insula.chat;

import io.insula.embedding.Meaning;
import io.insula.embedding.Meanings;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.formation.InputLimits;
import io.insula.kernel.FieldFault;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.tenant.CurrentTenant;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Brings a session of the calling user back to life, with what was said in view: the messages that the client kept, or
 * else the session's own. The history stays as it is; nothing that is restored becomes a memory.
 */
@Stateless
@Requires(Permission.CHAT)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RestoreService {

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    @Inject
    Meanings meanings;

    @Inject
    RestoreTransactions transactions;

    /**
     * Restores a session, expired or not.
     *
     * @param messages what to have in view instead of what the buffer holds; empty for what was said in the session
     * @throws PlatformException INVALID_PARAMS for more messages than {@code input_limits.max_batch_items} or longer ones
     *     than {@code max_message_length}; RESOURCE_NOT_FOUND for a session that is not the user's
     */
    public Restored restore(String session, List<Said> messages) {
        Formation formation = formations.get(current.context().formation());
        check(messages, formation.inputLimits());
        List<Said> said = messages.isEmpty() ? transactions.missing(session) : messages;
        int capacity = formation.memory().bufferCapacity();
        List<Said> latest = said.subList(Math.max(0, said.size() - capacity), said.size());
        // Where every statement is a memory, the buffer is not searched by meaning.
        List<Meaning> meant = formation.memory().episodic() ? List.of() : meant(formation, latest);
        return transactions.restore(session, latest, meant);
    }

    /** One for each message; null for what does not state anything, which is not recalled. */
    private List<Meaning> meant(Formation formation, List<Said> said) {
        List<String> stated =
                said.stream().filter(RestoreService::states).map(Said::content).toList();
        Iterator<Meaning> next = meanings.ofAll(formation, stated).iterator();
        List<Meaning> meant = new ArrayList<>(said.size());
        for (Said each : said) {
            meant.add(states(each) ? next.next() : null);
        }
        return meant;
    }

    private static boolean states(Said said) {
        return said.role().equals(Said.USER) && !Utterance.isQuestion(said.content());
    }

    private static void check(List<Said> messages, InputLimits limits) {
        if (messages.size() > limits.maxBatchItems()) {
            throw invalid("messages", "must be at most " + limits.maxBatchItems() + " messages", "too_many");
        }
        for (int i = 0; i < messages.size(); i++) {
            String content = messages.get(i).content();
            if (content.codePointCount(0, content.length()) > limits.maxMessageLength()) {
                throw invalid(
                        "messages[" + i + "].content",
                        "must be at most " + limits.maxMessageLength() + " characters",
                        "too_long");
            }
        }
    }

    private static PlatformException invalid(String field, String message, String type) {
        return PlatformException.invalidParams(List.of(new FieldFault(field, message, type)));
    }
}
