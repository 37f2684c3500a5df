package io.insula.chat;

import io.insula.chat.entity.ChatSessionEntity;
import io.insula.chat.entity.MessageEntity;
import io.insula.embedding.Meaning;
import io.insula.formation.MemorySettings;
import io.insula.kernel.Change;
import io.insula.kernel.Permission;
import io.insula.kernel.PublicId;
import io.insula.kernel.Requires;
import io.insula.memory.BufferStore;
import io.insula.memory.BufferStore.Seen;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The transactions of bringing a session back to life. */
@Stateless
@Requires(Permission.CHAT)
public class RestoreTransactions {

    private static final String LATEST =
            "select m from MessageEntity m where m.userId = :user and m.sessionId = :session"
                    + " order by m.createdAt desc, m.id desc";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    SessionStore sessions;

    @Inject
    BufferStore buffer;

    @Inject
    Event<Change> changes;

    /** What was said in the session and is not in view, oldest first; nothing where anything is in view. */
    public List<Said> missing(String session) {
        String id = sessions.find(session).id();
        if (!buffer.view(id, 1).isEmpty()) {
            return List.of();
        }
        List<MessageEntity> newestFirst = entities.createQuery(LATEST, MessageEntity.class)
                .setParameter("user", binding.person())
                .setParameter("session", id)
                .setMaxResults(sessions.settings().bufferCapacity())
                .getResultList();
        List<Said> said = new ArrayList<>(newestFirst.stream()
                .map(message -> new Said(message.role(), message.content(), message.createdAt()))
                .toList());
        Collections.reverse(said);
        return said;
    }

    /**
     * Makes the session live again from now on.
     *
     * @param said what to have in view instead of what the buffer holds; empty leaves it as it is
     * @param meanings one for each message, or none at all
     */
    public Restored restore(String session, List<Said> said, List<Meaning> meanings) {
        ChatSessionEntity restored = sessions.held(session);
        MemorySettings settings = sessions.settings();
        restored.active(sessions.now());
        if (!said.isEmpty()) {
            buffer.clear(restored.id());
            fill(restored.id(), said, meanings);
        }
        changes.fire(new Change("session.restore", "session", restored.id()));
        int inView = buffer.view(restored.id(), settings.bufferCapacity()).size();
        return new Restored(ChatSession.of(restored, settings.sessionTimeout()), inView);
    }

    /** The buffer is read by time, so each message is later than the one before, be it by a microsecond. */
    private void fill(String session, List<Said> said, List<Meaning> meanings) {
        Instant last = Instant.EPOCH;
        for (int i = 0; i < said.size(); i++) {
            Said each = said.get(i);
            Instant next = last.plus(1, ChronoUnit.MICROS);
            last = each.at().isBefore(next) ? next : each.at();
            Meaning meaning = meanings.isEmpty() ? null : meanings.get(i);
            buffer.add(session, new Seen(PublicId.next("buf"), each.role(), each.content(), meaning, last));
        }
    }
}
