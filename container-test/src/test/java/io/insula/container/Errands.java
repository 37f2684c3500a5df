package io.insula.container;

import io.insula.work.WorkEnd;
import io.insula.work.WorkHandler;
import io.insula.work.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Does what a test has laid down under the payload's name, and tells how it ended. */
@ApplicationScoped
public class Errands implements WorkHandler {

    static final String KIND = "test";

    private final Map<String, Deed> deeds = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<String>> news = new ConcurrentHashMap<>();

    /** What is done for an item; what it returns is news. */
    interface Deed {
        String on(WorkItem item) throws Exception;
    }

    void when(String payload, Deed deed) {
        deeds.put(payload, deed);
    }

    /** The next thing that happened to the work of that payload. */
    String nextOf(String payload) {
        try {
            String next = newsOf(payload).poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing happened to " + payload);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + payload, e);
        }
    }

    boolean nothingHappenedTo(String payload) {
        return newsOf(payload).isEmpty();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void handle(WorkItem item) throws Exception {
        newsOf(item.payload()).add(deeds.get(item.payload()).on(item));
    }

    @Override
    public void ended(WorkItem item, WorkEnd how, String code) {
        newsOf(item.payload()).add(how + " " + code);
    }

    private BlockingQueue<String> newsOf(String payload) {
        return news.computeIfAbsent(payload, name -> new LinkedBlockingQueue<>());
    }
}
