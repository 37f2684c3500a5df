package io.insula.connection;

import io.insula.kernel.PlatformException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A connection and who uses it. It begins as a promise, so that all who need it at the same time wait for one and the same.
 * What changes is guarded by the lock of {@link OpenConnections}, except the promise.
 */
final class Held {

    private final ToolOwner owner;
    private final boolean program;
    private final Entrusted entrusted;
    private final Instant since;
    private final CompletableFuture<Connection> greeted = new CompletableFuture<>();
    private Connection connection;
    private Instant usedAt;
    private int users;
    private boolean ended;

    Held(ToolOwner owner, boolean program, Entrusted entrusted, Instant now) {
        this.owner = owner;
        this.program = program;
        this.entrusted = entrusted;
        this.since = now;
        this.usedAt = now;
    }

    ToolOwner owner() {
        return owner;
    }

    boolean isProgram() {
        return program;
    }

    /** What whoever had it made knew. */
    Entrusted entrusted() {
        return entrusted;
    }

    Instant since() {
        return since;
    }

    Instant usedAt() {
        return usedAt;
    }

    int users() {
        return users;
    }

    void enter() {
        users++;
    }

    void leave(Instant now) {
        users--;
        usedAt = now;
    }

    /** Whether it is of no more use to anybody. */
    boolean isOver() {
        return ended || (connection != null && connection.isOver());
    }

    /** Whoever it was ended under meanwhile learns it here. */
    void attach(Connection made) {
        connection = made;
        if (ended) {
            made.end();
        }
    }

    void end() {
        ended = true;
        if (connection != null) {
            // Whoever greets it finds out, and tells those who wait why it ended.
            connection.end();
        } else {
            // Whoever waits for a connection that was never made.
            greeted.completeExceptionally(Failures.ended(owner.server()));
        }
    }

    void look() {
        if (connection != null) {
            connection.look();
        }
    }

    void ready(Connection made) {
        greeted.complete(made);
    }

    void failed(PlatformException why) {
        greeted.completeExceptionally(why);
    }

    /** Waits until the server has been greeted. */
    Connection await(long nanos) {
        try {
            return greeted.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PlatformException known ? known : Failures.ended(owner.server());
        } catch (TimeoutException e) {
            throw Failures.tooSlow(owner.server());
        } catch (InterruptedException e) {
            throw Failures.interrupted(owner.server());
        }
    }
}
