package io.insula.tenant.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many who do the same thing at the same moment. */
public final class Together {

    private Together() {}

    /** What the one of that number does. */
    @FunctionalInterface
    public interface Deed<T> {
        T of(int number) throws Exception;
    }

    /** As {@link #all}, but all have looked at the table before the first of them may write to it. */
    public static <T> List<T> allBeforeTheFirstWrite(String table, int count, Deed<T> deed) throws Exception {
        TableLock lock = TableLock.againstWriting(table);
        List<T> got = all(count + 1, number -> {
            if (number < count) {
                return deed.of(number);
            }
            try (lock) {
                lock.awaitWaiting(count);
            }
            return null;
        });
        return got.subList(0, count);
    }

    /** Starts all at once and returns what each of them got, by number. */
    public static <T> List<T> all(int count, Deed<T> deed) throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(count);
        CyclicBarrier start = new CyclicBarrier(count);
        try {
            List<Future<T>> pending = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                pending.add(crowd.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return deed.of(number);
                }));
            }
            List<T> got = new ArrayList<>();
            for (Future<T> one : pending) {
                got.add(one.get(60, TimeUnit.SECONDS));
            }
            return got;
        } finally {
            crowd.shutdownNow();
        }
    }
}
