package io.insula.request.rest;

import io.insula.kernel.rest.EventStream;
import io.insula.request.RequestEvent;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** Tells events as they come, until the client leaves, the time is over, or nothing more can come. */
final class EventOutput implements StreamingOutput {

    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final EventFeed feed;
    private final Bounds bounds;
    private final Runnable leave;
    private final String requestId;

    /** How often to look, and how long at all. */
    record Bounds(Duration poll, Duration longest) {}

    EventOutput(EventFeed feed, Bounds bounds, Runnable leave, String requestId) {
        this.feed = feed;
        this.bounds = bounds;
        this.leave = leave;
        this.requestId = requestId;
    }

    @Override
    public void write(OutputStream output) throws IOException {
        EventStream events = new EventStream(output);
        try {
            events.open();
            long end = System.nanoTime() + bounds.longest().toNanos();
            long silentSince = System.nanoTime();
            while (!tellNext(events) && System.nanoTime() < end) {
                Thread.sleep(bounds.poll().toMillis());
                if (System.nanoTime() - silentSince > SILENCE.toNanos()) {
                    events.beat();
                    silentSince = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            events.fail(e, requestId);
        } finally {
            leave.run();
        }
    }

    /** Whether the stream has come to its end. */
    private boolean tellNext(EventStream events) throws IOException {
        List<RequestEvent> news = feed.next();
        for (RequestEvent event : news) {
            events.send(event.type(), Long.toString(event.number()), EventAnswer.of(event));
            if (feed.endsWith(event)) {
                return true;
            }
        }
        return false;
    }
}
