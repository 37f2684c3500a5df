package io.insula.system.atonce;

import io.insula.system.wire.Asking;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Somebody who listens to a stream until it ends. */
final class Listener {

    private static final long PATIENCE_SECONDS = 30;

    private final String name;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Long> ended;

    private Listener(String name, Asking stream, Executor threads) {
        this.name = name;
        ended = CompletableFuture.supplyAsync(() -> listen(stream), threads)
                .whenComplete((end, failure) ->
                        begun.completeExceptionally(new AssertionError(name + " ended before it began", failure)));
    }

    static Listener to(String name, Asking stream, Executor threads) {
        return new Listener(name, stream.accepting("text/event-stream"), threads);
    }

    /** Returns once the stream has begun. */
    void begin() throws Exception {
        begun.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** When the server said that there is no more, on the clock of {@link System#nanoTime}. */
    long end() throws Exception {
        return ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private Long listen(Asking stream) {
        boolean refused = stream.hears(line -> {
            begun.complete(null);
            return line.equals("event: error");
        });
        if (!refused) {
            throw new AssertionError(name + " ended as if there were nothing more to tell");
        }
        return System.nanoTime();
    }
}
