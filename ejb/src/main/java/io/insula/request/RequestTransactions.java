package io.insula.request;

import io.insula.chat.ChatTurn;
import io.insula.kernel.Change;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.request.entity.RequestEntity;
import io.insula.work.WorkItem;
import io.insula.work.WorkQueue;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** The short transactions around an answer that is made later. */
@Stateless
@Requires(Permission.CHAT)
public class RequestTransactions {

    @Inject
    RequestStore requests;

    @Inject
    Webhooks webhooks;

    @Inject
    WorkQueue queue;

    @Inject
    TurnJson json;

    @Inject
    Event<Change> changes;

    /** Notes that the answer is being made; false if nobody wants it any more. */
    public boolean start(String id) {
        RequestEntity request = requests.held(id);
        if (request.start(requests.now())) {
            requests.tell(request);
        }
        return !request.isOver();
    }

    /** Keeps the answer and ends the work that made it, together. */
    public void complete(Deferred deferred, ChatTurn turn, WorkItem item) {
        RequestEntity request = requests.held(deferred.message().turnId());
        if (!request.isOver()) {
            request.complete(turn.sessionId(), json.write(turn), requests.now());
            requests.tell(request);
            webhooks.announce(request, deferred.webhookUrl());
            changes.fire(new Change("request.complete", "request", request.id()));
        }
        queue.finish(item);
    }

    /** Notes that the webhook has taken the message, and ends the work that brought it. */
    public void delivered(String id, WorkItem item) {
        requests.find(id).ifPresent(request -> request.webhook("delivered"));
        queue.finish(item);
    }
}
