package io.insula.container;

import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.work.WorkItem;
import io.insula.work.WorkQueue;
import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** Adds work and finishes it, as rooms do: in transactions that are bound to the caller. */
@Stateless
@Requires(Permission.CHAT)
public class Orders {

    @Inject
    WorkQueue queue;

    public String add(String payload) {
        return queue.add(Errands.KIND, payload, null);
    }

    /** Adds work in a transaction that does not commit. */
    public String addAndThinkBetterOfIt(String payload) {
        queue.add(Errands.KIND, payload, null);
        throw new IllegalStateException("Thought better of it");
    }

    public boolean cancel(String id) {
        return queue.cancel(id, "TEST");
    }

    public void finish(WorkItem item) {
        queue.finish(item);
    }

    /** Asks something on whatever thread the container chooses; nobody is carried along. */
    @Asynchronous
    public Future<Object> later(Callable<?> question) throws Exception {
        return new AsyncResult<>(question.call());
    }
}
