package io.insula.request.rest;

import io.insula.access.Standing;
import io.insula.kernel.rest.EventStream;
import io.insula.request.RequestEvent;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * Tells events as they come, until the client leaves, the time is over, or nothing more can come. However seldom it looks
 * for events, it looks several times a second whether the caller may still hear them.
 */
final class EventOutput implements StreamingOutput {

    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final long STANDING_MILLIS = 300;

    private final EventFeed feed;
    private final Standing standing;
    private final Bounds bounds;
    private final Runnable leave;
    private final String requestId;

    /** How often to look, and how long at all. */
    record Bounds(Duration poll, Duration longest) {}

    EventOutput(EventFeed feed, Standing standing, Bounds bounds, Runnable leave, String requestId) {
        this.feed = feed;
        this.standing = standing;
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
                rest();
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

    /** Waits until it is time to look again, which is itself a look at the caller's standing. */
    private void rest() throws InterruptedException {
        long left = bounds.poll().toMillis();
        while (left > STANDING_MILLIS) {
            Thread.sleep(STANDING_MILLIS);
            standing.check();
            left -= STANDING_MILLIS;
        }
        Thread.sleep(left);
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
