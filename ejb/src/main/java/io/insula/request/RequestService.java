package io.insula.request;

import io.insula.chat.NewMessage;
import io.insula.chat.SessionStore;
import io.insula.idempotency.CurrentReservation;
import io.insula.kernel.Change;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.PageRequest.Cursor;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import io.insula.request.entity.RequestEntity;
import io.insula.request.entity.RequestEventEntity;
import io.insula.tenant.TenantBinding;
import io.insula.work.WorkQueue;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.util.List;

/**
 * The requests of the calling user that are answered later. One that is somebody else's cannot be told from one that never
 * was.
 */
@Stateless
@Requires(Permission.REQUESTS)
public class RequestService {

    private static final String REQUESTS = "select r from RequestEntity r where r.userId = :user";
    private static final String EVENTS = "select e, r.name from RequestEventEntity e"
            + " join RequestEntity r on r.id = e.requestId where r.userId = :user and e.userId = :user and e.number > :after";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    RequestStore requests;

    @Inject
    SessionStore sessions;

    @Inject
    WorkQueue queue;

    @Inject
    Webhooks webhooks;

    @Inject
    CurrentReservation reservation;

    @Inject
    Event<Change> changes;

    /**
     * Puts a message into the queue; its answer is made as soon as a worker is free.
     *
     * @param webhookUrl who is told of the end, in place of the formation's webhook; null for that
     * @throws PlatformException RATE_LIMITED if too much of the user's work is waiting; INVALID_PARAMS for an address
     *     that no call can go to; CONFLICT if the user has another request of that name
     */
    @Requires(Permission.CHAT)
    public Request submit(NewMessage message, String webhookUrl) {
        webhooks.check(webhookUrl);
        String id = reservation.idFor("req");
        if (reservation.held().isPresent()) {
            RequestEntity earlier = requests.find(id).orElse(null);
            if (earlier != null) {
                return Request.of(earlier);
            }
        }
        if (message.name() != null && requests.named(message.name()).isPresent()) {
            throw taken(message.name());
        }
        RequestEntity request = requests.create(id, message.name(), message.sessionId());
        NewMessage waiting = new NewMessage(message.message(), message.sessionId(), message.agentId(), id, null);
        request.answeredBy(queue.add(ChatRequests.KIND, new Deferred(waiting, webhookUrl).write(), null));
        claim(message.name());
        requests.tell(request);
        changes.fire(new Change("request.create", "request", id));
        return Request.of(request);
    }

    /** Sends what is kept so far to the database, where another request may have come by the name first. */
    private void claim(String name) {
        try {
            entities.flush();
        } catch (PersistenceException refused) {
            throw name == null ? refused : taken(name);
        }
    }

    private static PlatformException taken(String name) {
        return new PlatformException(
                ErrorCode.CONFLICT, "Another request has this request_id already; see it at /v1/requests/" + name);
    }

    /** The requests, newest first. */
    public Page<Request> list(PageRequest page) {
        Cursor cursor = page.cursor();
        TypedQuery<RequestEntity> query = cursor == null
                ? entities.createQuery(REQUESTS + " order by r.createdAt desc, r.id desc", RequestEntity.class)
                : entities.createQuery(
                                REQUESTS + " and (r.createdAt < :at or r.createdAt = :at and r.id < :id)"
                                        + " order by r.createdAt desc, r.id desc",
                                RequestEntity.class)
                        .setParameter("at", cursor.at())
                        .setParameter("id", cursor.id());
        List<RequestEntity> found = query.setParameter("user", binding.person())
                .setFirstResult(page.offset())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return page.slice(found, request -> new Cursor(request.createdAt(), request.id()))
                .map(Request::of);
    }

    /** One request, by its id or by the name that its client gave it. */
    public Request get(String idOrName) {
        return Request.of(requests.get(idOrName));
    }

    /**
     * Cancels a request that has not ended; a model that is answering it is stopped within seconds. One that has ended
     * stays as it is.
     */
    public Request cancel(String idOrName) {
        String id = requests.get(idOrName).id();
        RequestEntity request = requests.held(id);
        if (request.isOver()) {
            return Request.of(request);
        }
        request.cancel(null, requests.now());
        queue.cancel(request.workId(), "CANCELLED");
        requests.tell(request);
        changes.fire(new Change("request.cancel", "request", id));
        return Request.of(request);
    }

    /**
     * Makes sure that the user has such a session, before its requests are followed.
     *
     * @throws PlatformException RESOURCE_NOT_FOUND otherwise
     */
    public void checkSession(String id) {
        sessions.check(id);
    }

    /**
     * Behind which event to go on: behind that of this number, or before all of them where none has come so far, as when
     * the database was put back to an earlier day.
     */
    public long goOnBehind(long number) {
        boolean isThere = !entities.createQuery(
                        "select e.number from RequestEventEntity e where e.userId = :user and e.number >= :number",
                        Long.class)
                .setParameter("user", binding.person())
                .setParameter("number", number)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
        return isThere ? number : 0;
    }

    /**
     * What happened after the event of that number, in order.
     *
     * @param sessionId only of this session; null for all
     * @param requestId only of this request; null for all
     */
    public List<RequestEvent> events(String sessionId, String requestId, long after, int limit) {
        StringBuilder text = new StringBuilder(EVENTS);
        if (sessionId != null) {
            text.append(" and e.sessionId = :session");
        }
        if (requestId != null) {
            text.append(" and e.requestId = :request");
        }
        TypedQuery<Object[]> query = entities.createQuery(text + " order by e.number", Object[].class)
                .setParameter("user", binding.person())
                .setParameter("after", after)
                .setMaxResults(limit);
        if (sessionId != null) {
            query.setParameter("session", sessionId);
        }
        if (requestId != null) {
            query.setParameter("request", requestId);
        }
        return query.getResultList().stream()
                .map(row -> RequestEvent.of((RequestEventEntity) row[0], (String) row[1]))
                .toList();
    }
}
