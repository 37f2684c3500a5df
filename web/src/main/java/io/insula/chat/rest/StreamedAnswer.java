package io.insula.chat.rest;

import io.insula.access.Standing;
import io.insula.chat.NewMessage;
import io.insula.kernel.rest.EventStream;
import io.insula.tenant.TenantContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Writes an answer piece by piece. Between the pieces it looks, several times a second, whether the caller may still
 * read it, and shows proxies and itself now and then that somebody is there.
 */
final class StreamedAnswer implements StreamingOutput {

    private static final Duration LOOK = Duration.ofMillis(300);

    private final AnswerStream stream;
    private final Standing standing;
    private final NewMessage message;
    private final TenantContext caller;
    private final Duration beat;
    private AnswerStream.Event first;

    StreamedAnswer(AnswerStream stream, Standing standing, NewMessage message, TenantContext caller, Duration beat) {
        this.stream = stream;
        this.standing = standing;
        this.message = message;
        this.caller = caller;
        this.beat = beat;
    }

    /**
     * Waits for the first event, but not longer than for a beat: what fails before it has a status of its own.
     *
     * @throws Exception what made the answer fail
     */
    void awaitFirst() throws Exception {
        first = stream.next(beat);
        if (first instanceof AnswerStream.Broken broken) {
            throw broken.cause() instanceof Exception cause ? cause : new IllegalStateException(broken.cause());
        }
    }

    @Override
    public void write(OutputStream output) throws IOException {
        EventStream events = new EventStream(output);
        try {
            events.open();
            boolean open = first == null || tell(events, first);
            long silentSince = System.nanoTime();
            while (open) {
                AnswerStream.Event event = stream.next(LOOK);
                standing.check();
                if (event != null) {
                    open = tell(events, event);
                    silentSince = System.nanoTime();
                } else if (System.nanoTime() - silentSince > beat.toNanos()) {
                    events.beat();
                    silentSince = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            events.fail(e, caller.requestId());
        } finally {
            stream.leave();
        }
    }

    /** Whether there is more to come. */
    private boolean tell(EventStream events, AnswerStream.Event event) throws IOException {
        if (event instanceof AnswerStream.Token token) {
            events.send(new Piece(token.piece()));
            return true;
        }
        if (event instanceof AnswerStream.Done done) {
            String answer = EventStream.toJson(ChatAnswer.of(done.turn(), message, caller));
            // The end says all that the whole answer would have said.
            events.send("done", "{\"finished\":true," + answer.substring(1));
        } else if (event instanceof AnswerStream.Broken broken) {
            events.fail(broken.cause(), caller.requestId());
        }
        return false;
    }

    /** One piece of an answer's text. */
    public record Piece(String token) {}
}
