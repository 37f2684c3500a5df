package io.insula.request;

import io.insula.chat.AnswerListener;
import io.insula.chat.ChatService;
import io.insula.chat.ChatTurn;
import io.insula.request.entity.RequestEntity;
import io.insula.work.WorkEnd;
import io.insula.work.WorkHandler;
import io.insula.work.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Answers what waits in the queue. The request's id names the turn, so that one that broke off is taken up again. */
@ApplicationScoped
class ChatRequests implements WorkHandler {

    static final String KIND = "chat";

    @Inject
    ChatService chat;

    @Inject
    RequestTransactions transactions;

    @Inject
    RequestStore requests;

    @Inject
    Webhooks webhooks;

    /** Listens to nothing but whether the work is still wanted. */
    private record Wanted(WorkItem item) implements AnswerListener {

        @Override
        public void token(String piece) {
            // The answer is kept whole.
        }

        @Override
        public boolean isGone() {
            return item.isLost();
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void handle(WorkItem item) {
        Deferred deferred = Deferred.read(item.payload());
        if (transactions.start(deferred.message().turnId())) {
            ChatTurn turn = chat.chat(deferred.message(), new Wanted(item));
            transactions.complete(deferred, turn, item);
        }
    }

    @Override
    public void ended(WorkItem item, WorkEnd how, String code) {
        Deferred deferred = Deferred.read(item.payload());
        RequestEntity request = requests.held(deferred.message().turnId());
        if (request.isOver()) {
            return;
        }
        if (how == WorkEnd.REVOKED) {
            request.cancel(code, requests.now());
        } else {
            request.fail(code, requests.now());
        }
        requests.tell(request);
        webhooks.announceOnBehalfOf(item, request, deferred.webhookUrl());
    }
}
