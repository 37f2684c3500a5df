package io.insula.chat;

import io.insula.chat.entity.ChatSessionEntity;
import io.insula.formation.FormationRegistry;
import io.insula.formation.MemorySettings;
import io.insula.kernel.Change;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The sessions of the user to whom the running transaction is bound. A session stays with the identifier that began it:
 * another one of the same user does not see it, the public id sees all.
 */
@ApplicationScoped
public class SessionStore {

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    FormationRegistry formations;

    @Inject
    Event<Change> changes;

    @Inject
    Clock clock;

    /**
     * Makes sure that there is such a session, for rooms that hold its id.
     *
     * @throws PlatformException RESOURCE_NOT_FOUND if there is none, or it is somebody else's
     */
    public void check(String id) {
        find(id);
    }

    /** Begins a session. */
    ChatSessionEntity create() {
        ChatSessionEntity session = new ChatSessionEntity(PublicId.next("sess"), channel(), now());
        entities.persist(session);
        changes.fire(new Change("session.create", "session", session.id()));
        return session;
    }

    /** The session, whether it is over or not. */
    ChatSessionEntity find(String id) {
        return here(PublicId.isSearchable(id) ? entities.find(ChatSessionEntity.class, id) : null);
    }

    /**
     * The session, if it still lives.
     *
     * @throws PlatformException SESSION_EXPIRED to its owner; everybody else cannot tell it from one that never was
     */
    ChatSessionEntity living(String id) {
        return living(find(id));
    }

    /**
     * The session, if it still lives, held until the transaction ends: turns of one session follow each other, and it
     * cannot be deleted under a turn.
     */
    ChatSessionEntity livingAndHeld(String id) {
        return living(held(id));
    }

    /** The session, whether it is over or not, held until the transaction ends. */
    ChatSessionEntity held(String id) {
        return here(
                PublicId.isSearchable(id)
                        ? entities.find(ChatSessionEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                        : null);
    }

    /** By what the user came; sessions stay with the identifier that began them. */
    String channel() {
        return binding.context().channel();
    }

    private ChatSessionEntity here(ChatSessionEntity session) {
        if (session == null || !session.isOpenTo(channel())) {
            throw PlatformException.notFound("Session");
        }
        return session;
    }

    private ChatSessionEntity living(ChatSessionEntity session) {
        if (session.expiredAt(now(), settings().sessionTimeout())) {
            throw new PlatformException(
                    ErrorCode.SESSION_EXPIRED, "The session has expired; begin a new one. What was remembered is kept");
        }
        return session;
    }

    /** The memory settings of the bound formation. */
    MemorySettings settings() {
        return formations.get(binding.formation()).memory();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
