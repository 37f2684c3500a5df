package io.insula.chat;

import io.insula.chat.entity.MessageEntity;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.model.TokenUsage;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is said in the sessions of the user to whom the running transaction is bound. */
@ApplicationScoped
class MessageStore {

    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";
    private static final String OF_TURN =
            "select m from MessageEntity m where m.userId = :user and m.turnId = :turn and m.role = :role";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    /**
     * The session in which an earlier attempt at the turn has kept what the user said.
     *
     * @throws PlatformException CONFLICT if it was something else
     */
    Optional<String> sessionOf(NewMessage message) {
        Optional<MessageEntity> kept = find(message.turnId(), USER);
        if (kept.isPresent()
                && (!kept.get().content().equals(message.message())
                        || (message.sessionId() != null && !kept.get().isIn(message.sessionId())))) {
            throw new PlatformException(ErrorCode.CONFLICT, "Another message was sent as this turn before");
        }
        return kept.map(MessageEntity::sessionId);
    }

    /** The turn, if an earlier attempt has finished it. */
    Optional<ChatTurn> finished(String turnId) {
        return find(turnId, ASSISTANT)
                .map(kept -> new ChatTurn(
                        kept.content(), kept.sessionId(), kept.responder(), false, List.of(), usage(kept), List.of()));
    }

    private Optional<MessageEntity> find(String turnId, String role) {
        return turnId == null
                ? Optional.empty()
                : entities.createQuery(OF_TURN, MessageEntity.class)
                        .setParameter("user", binding.person())
                        .setParameter("turn", turnId)
                        .setParameter("role", role)
                        .getResultStream()
                        .findFirst();
    }

    private static TokenUsage usage(MessageEntity kept) {
        return kept.isCounted()
                ? new TokenUsage(
                        kept.promptTokens(), kept.completionTokens(), kept.totalTokens(), kept.tokensEstimated())
                : null;
    }

    /** Keeps what the user says. */
    void asked(NewMessage message, String session, Instant at) {
        entities.persist(
                new MessageEntity(PublicId.next("msg"), session, USER, message.message(), at).inTurn(message.turnId()));
    }

    /** Keeps what was answered. */
    void answered(NewMessage message, Answer answer, String session, Instant at) {
        MessageEntity entity = new MessageEntity(PublicId.next("msg"), session, ASSISTANT, answer.text(), at)
                .inTurn(message.turnId())
                .by(answer.responder());
        TokenUsage usage = answer.usage();
        if (usage != null) {
            entity.took(usage.promptTokens(), usage.completionTokens(), usage.totalTokens(), usage.estimated());
        }
        entities.persist(entity);
    }

    /**
     * Sends what is kept so far to the database, where another attempt at the same turn may have come first.
     *
     * @throws PlatformException CONFLICT if it has
     */
    void claim(NewMessage message) {
        if (message.turnId() == null) {
            return;
        }
        try {
            entities.flush();
        } catch (PersistenceException taken) {
            throw new PlatformException(
                    ErrorCode.CONFLICT, "The same turn is being answered already; try again shortly");
        }
    }
}
