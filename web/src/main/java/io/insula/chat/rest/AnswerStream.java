package io.insula.chat.rest;

import io.insula.chat.AnswerListener;
import io.insula.chat.ChatTurn;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The pieces of one answer between the thread that makes it and the one that writes it to the client. A client that reads
 * slowly slows its own answer down and nobody else's.
 */
final class AnswerStream implements AnswerListener {

    private static final int MOST_WAITING = 256;
    private static final long LOOK_EVERY_MILLIS = 200;

    /** A client that takes nothing for so long counts as gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile boolean gone;

    /** What happens to an answer: pieces, and one end. */
    interface Event {}

    /** A piece of the text. */
    record Token(String piece) implements Event {}

    /** The end of an answer that was made. */
    record Done(ChatTurn turn) implements Event {}

    /** The end of one that was not. */
    record Broken(Throwable cause) implements Event {}

    @Override
    public void token(String piece) {
        put(new Token(piece));
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    void finish(ChatTurn turn) {
        put(new Done(turn));
    }

    void fail(Throwable cause) {
        put(new Broken(cause));
    }

    /** Tells whoever makes the answer that nobody waits for it. */
    void leave() {
        gone = true;
    }

    /** The next event; null if none came in that time. */
    Event next(Duration longest) throws InterruptedException {
        return events.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void put(Event event) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!gone && !events.offer(event, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() > end) {
                    gone = true;
                }
            }
        } catch (InterruptedException e) {
            gone = true;
            Thread.currentThread().interrupt();
        }
    }
}
