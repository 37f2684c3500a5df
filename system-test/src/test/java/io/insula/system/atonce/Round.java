package io.insula.system.atonce;

import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody uses a right on both nodes without a pause while it is taken at one of them. Whether a use comes before or after
 * is never measured: it is after if its thread had heard of the answer before it asked.
 */
final class Round {

    /** What is written after the right was taken. */
    static final String LATE = "Written too late";

    private static final int USERS_PER_NODE = 2;
    private static final int USES_AFTERWARDS = 4;
    private static final int WAYS = 4;
    private static final long PATIENCE_SECONDS = 60;

    private final String name;
    private final Right right;
    private final Door here;
    private final Door there;
    private final CountDownLatch known = new CountDownLatch(2 * USERS_PER_NODE);
    private final AtomicInteger written = new AtomicInteger();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private volatile boolean taken;

    Round(String name, Right right, Door here, Door there) {
        this.name = name;
        this.right = right;
        this.here = here;
        this.there = there;
    }

    /**
     * What came of it.
     *
     * @param violations answers that showed the right to whoever asked after it was taken
     * @param lastingNanos how long the streams went on after the answer
     */
    record Outcome(List<String> violations, List<Long> lastingNanos) {}

    Outcome play(ExecutorService threads) throws Exception {
        List<Future<?>> users = new ArrayList<>();
        for (int i = 0; i < 2 * USERS_PER_NODE; i++) {
            int number = i;
            users.add(threads.submit(() -> use(number, number % 2 == 0 ? here : there)));
        }
        long answered;
        List<Listener> listeners;
        try {
            listeners = List.of(
                    Listener.to(name + " events", right.ask(there, "GET", "/events?wait=600"), threads),
                    Listener.to(name + " chat here", chat(here), threads),
                    Listener.to(name + " chat there", chat(there), threads));
            for (Listener listener : listeners) {
                listener.begin();
            }
            if (!known.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                violations.add(name + ": the right was not had on both nodes");
            }
            right.take(here);
            answered = System.nanoTime();
        } finally {
            taken = true;
        }
        for (Future<?> user : users) {
            user.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        List<Long> lasting = new ArrayList<>();
        for (Listener listener : listeners) {
            lasting.add(Math.max(0, listener.end() - answered));
        }
        right.check(there);
        return new Outcome(List.copyOf(violations), lasting);
    }

    private Asking chat(Door node) {
        return right.ask(node, "POST", "/chat").json(Map.of("message", "Tell me a story."));
    }

    private void use(int number, Door node) {
        boolean had = false;
        int afterwards = 0;
        for (int i = number; afterwards < USES_AFTERWARDS; i++) {
            boolean late = taken;
            Answer answer = used(i, node, late).send();
            if (late) {
                afterwards++;
                note(i, answer);
            } else if (!had && right.granted(answer)) {
                had = true;
                known.countDown();
            }
        }
    }

    private void note(int way, Answer answer) {
        if (!right.refused(answer)) {
            violations.add(
                    name + ": way " + way % WAYS + " was answered " + answer.status() + " in " + answer.requestId());
        }
    }

    private Asking used(int way, Door node, boolean late) {
        return switch (way % WAYS) {
            case 0 -> right.ask(node, "GET", "/memories");
            case 1 -> right.ask(node, "GET", "/memories/search?q=lamp");
            case 2 ->
                right.ask(node, "POST", "/memories")
                        .json(Map.of("content", (late ? LATE : "Note") + ' ' + written.incrementAndGet()));
            default -> right.ask(node, "POST", "/sessions").json(Map.of());
        };
    }
}
