package io.insula.chat;

import io.insula.chat.entity.ChatSessionEntity;
import io.insula.chat.entity.MessageEntity;
import io.insula.kernel.Change;
import io.insula.kernel.FieldFault;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.PageRequest.Cursor;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.kernel.Requires;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The sessions of the calling user. A session that is somebody else's, of whatever tenant, cannot be told from one that
 * never was.
 */
@Stateless
@Requires(Permission.CHAT)
public class SessionService {

    private static final String SESSIONS = "select s from ChatSessionEntity s where s.userId = :user";
    private static final String OPEN_TO = " and (s.channel is null or s.channel = :channel)";
    private static final String OLDER = " and (s.createdAt < :at or s.createdAt = :at and s.id < :id)";
    private static final String NEWEST_FIRST = " order by s.createdAt desc, s.id desc";
    private static final String MESSAGES =
            "select m from MessageEntity m where m.userId = :user and m.sessionId = :session";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    SessionStore sessions;

    @Inject
    Event<Change> changes;

    /** Begins a session. */
    public ChatSession create() {
        return ChatSession.of(sessions.create(), timeout());
    }

    /** The sessions, newest first, expired ones among them. */
    public Page<ChatSession> list(PageRequest page) {
        Cursor cursor = page.cursor();
        String channel = sessions.channel();
        TypedQuery<ChatSessionEntity> query = entities.createQuery(
                SESSIONS + (channel == null ? "" : OPEN_TO) + (cursor == null ? "" : OLDER) + NEWEST_FIRST,
                ChatSessionEntity.class);
        if (channel != null) {
            query.setParameter("channel", channel);
        }
        if (cursor != null) {
            query.setParameter("at", cursor.at()).setParameter("id", cursor.id());
        }
        List<ChatSessionEntity> found = query.setParameter("user", binding.person())
                .setFirstResult(page.offset())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return page.slice(found, session -> new Cursor(session.createdAt(), session.id()))
                .map(session -> ChatSession.of(session, timeout()));
    }

    /** One living session. */
    public ChatSession get(String id) {
        return ChatSession.of(sessions.living(id), timeout());
    }

    /**
     * What was said in a living session, newest last.
     *
     * @param limit how many at most; the newest are chosen
     * @param before a message's id: only what was said before it; null for the end of the conversation
     */
    public Page<Message> history(String id, int limit, String before) {
        String session = sessions.living(id).id();
        TypedQuery<MessageEntity> query = before == null
                ? entities.createQuery(MESSAGES + " order by m.createdAt desc, m.id desc", MessageEntity.class)
                : before(session, before);
        List<MessageEntity> newestFirst = query.setParameter("user", binding.person())
                .setParameter("session", session)
                .setMaxResults(limit + 1)
                .getResultList();
        boolean more = newestFirst.size() > limit;
        List<MessageEntity> page = new ArrayList<>(more ? newestFirst.subList(0, limit) : newestFirst);
        Collections.reverse(page);
        return new Page<>(
                page.stream().map(Message::of).toList(), more ? page.get(0).id() : null);
    }

    private TypedQuery<MessageEntity> before(String session, String id) {
        MessageEntity border = PublicId.isSearchable(id) ? entities.find(MessageEntity.class, id) : null;
        if (border == null || !border.isIn(session)) {
            throw PlatformException.invalidParams(
                    List.of(new FieldFault("before", "is not a message of this session", "unknown")));
        }
        return entities.createQuery(
                        MESSAGES + " and (m.createdAt < :at or m.createdAt = :at and m.id < :id)"
                                + " order by m.createdAt desc, m.id desc",
                        MessageEntity.class)
                .setParameter("at", border.createdAt())
                .setParameter("id", border.id());
    }

    /** Ends a session and removes what was said in it; what was remembered stays. */
    public void delete(String id) {
        entities.remove(sessions.find(id));
        changes.fire(new Change("session.delete", "session", id));
    }

    private Duration timeout() {
        return sessions.settings().sessionTimeout();
    }
}
