package io.insula.system.contract;

import io.insula.system.launch.Patience;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers who add memories, each one after the other, and note what they were told. Whoever is turned away goes on with the
 * next; what was not acknowledged can be sent again.
 */
final class Writers implements AutoCloseable {

    private static final String KEY = "X-Muxi-Idempotency-Key";
    private static final long BREATH = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Duration LONGEST_END = Duration.ofMinutes(3);
    private static final int MOST_EACH = 20_000;

    private final Door door;
    private final String tenant;
    private final Queue<Note> notes = new ConcurrentLinkedQueue<>();
    private final List<AtomicInteger> inARow = new ArrayList<>();
    private final ExecutorService threads;
    private volatile boolean closing;

    /**
     * What one request came to.
     *
     * @param answer null where none came
     */
    record Note(String user, String words, Answer answer) {

        boolean acknowledged() {
            return answer != null && answer.status() == 201;
        }

        String memory() {
            return answer.data("/id").asText();
        }
    }

    private Writers(Door door, String tenant, int number) {
        this.door = door;
        this.tenant = tenant;
        threads = Executors.newFixedThreadPool(number);
        for (int i = 0; i < number; i++) {
            AtomicInteger row = new AtomicInteger();
            inARow.add(row);
            String user = tenant + ":writer-" + i;
            threads.execute(() -> write(user, row));
        }
    }

    static Writers start(Door door, String tenant, int number) {
        return new Writers(door, tenant, number);
    }

    private void write(String user, AtomicInteger row) {
        for (int i = 0; i < MOST_EACH && !closing; i++) {
            Note note = send(door, user, Fresh.name("Fact"));
            notes.add(note);
            if (note.acknowledged()) {
                row.incrementAndGet();
            } else {
                row.set(0);
                LockSupport.parkNanos(BREATH);
            }
        }
    }

    /** Sends the words with an idempotency key of their own, the same each time. */
    static Note send(Door door, String user, String words) {
        try {
            return new Note(
                    user,
                    words,
                    door.as(user, "POST", "/memories")
                            .header(KEY, words)
                            .json(Map.of("content", words))
                            .send());
        } catch (UncheckedIOException e) {
            return new Note(user, words, null);
        }
    }

    /** Until everybody was acknowledged that often in a row. */
    void await(Duration limit, int times) {
        Patience.until("everybody's memories are taken " + times + " times in a row", limit, () -> inARow.stream()
                .allMatch(row -> row.get() >= times));
    }

    /** Until each of them was turned away since it was last heard. */
    void awaitRefusals(Duration limit) {
        Patience.until("everybody is turned away", limit, () -> inARow.stream().allMatch(row -> row.get() == 0));
    }

    List<Note> acknowledged() {
        return notes.stream().filter(Note::acknowledged).toList();
    }

    List<Note> refused() {
        return notes.stream().filter(note -> !note.acknowledged()).toList();
    }

    String tenant() {
        return tenant;
    }

    /** Returns when each has got its last answer. */
    @Override
    public void close() {
        closing = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Somebody still waits for an answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for the writers", e);
        }
    }
}
