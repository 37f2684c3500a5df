package io.insula.bench.load;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loud tenant and a few quiet ones of one formation. The loud one's user writes over many connections at once what it
 * has written before: these writes wait for each other at one row, each with a connection in its hand. The quiet ones
 * read now and then.
 */
final class Neighbours {

    private static final int QUIET = 8;
    private static final int PAUSE_MILLIS = 10;
    private static final int TEXTS = 20;
    private static final int PATIENCE_SECONDS = 60;
    private static final int TOO_MANY = 429;
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final BenchServer server;
    private final Door door;
    private final String memories;
    private final int crowd;
    private final boolean heeding;

    Neighbours(BenchServer server, String formation, int crowd, boolean heeding) throws IOException {
        this.server = server;
        this.door = new Door(server.port(), server.clientKey(formation));
        this.memories = "/api/" + formation + "/v1/memories";
        this.crowd = crowd;
        this.heeding = heeding;
    }

    /**
     * What one turn brought.
     *
     * @param p50 of the quiet tenants' reads, in milliseconds
     * @param failed those among the reads that were not answered with success
     * @param written requests of the loud tenant that were answered with success
     * @param refused those that were told to come back
     * @param unsaid those among the refused that were not told when
     * @param otherwise those that were answered in any other way, or not at all
     * @param atLock the most transactions that were seen waiting for one of the loud tenant's, and the one that they
     *     wait for
     * @param atWork the most connections that were seen at work for anyone
     */
    record Heard(
            int reads,
            double p50,
            double p99,
            int failed,
            int written,
            int refused,
            int unsaid,
            int otherwise,
            int atLock,
            int atWork) {}

    void moveIn() throws IOException {
        for (int text = 0; text < TEXTS; text++) {
            door.make(write(text));
        }
        for (int tenant = 0; tenant < QUIET; tenant++) {
            door.make(door.post(reader(tenant), memories, "{\"content\":\"I take my tea with milk\"}"));
        }
    }

    /** All of them together, until the time is over and all are answered. */
    Heard live(Duration duration) throws Exception {
        Loud loud = new Loud();
        AtomicInteger failed = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Occupancy occupancy = Occupancy.watch(server)) {
            CyclicBarrier ready = new CyclicBarrier(crowd + QUIET);
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < crowd; i++) {
                byte[] write = write(i % TEXTS);
                writers.add(threads.submit(() -> beLoud(write, loud, ready, duration)));
            }
            List<Future<long[]>> readers = new ArrayList<>();
            for (int tenant = 0; tenant < QUIET; tenant++) {
                byte[] read = door.get(reader(tenant), memories + "?limit=1");
                readers.add(threads.submit(() -> read(read, failed, ready, duration)));
            }
            long[] latencies = all(readers);
            for (Future<?> writer : writers) {
                writer.get();
            }
            return loud.heard(new Turn(1, Duration.ZERO, latencies), latencies.length, failed.get(), occupancy);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] all(List<Future<long[]>> readers) throws Exception {
        List<long[]> parts = new ArrayList<>();
        for (Future<long[]> reader : readers) {
            parts.add(reader.get());
        }
        return parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    /** What the loud tenant's requests came to. */
    private static final class Loud {

        private final AtomicInteger written = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger unsaid = new AtomicInteger();
        private final AtomicInteger otherwise = new AtomicInteger();

        void note(int status, int retryAfter) {
            if (status == TOO_MANY) {
                refused.incrementAndGet();
                unsaid.addAndGet(retryAfter > 0 ? 0 : 1);
            } else if (status == OK || status == CREATED) {
                written.incrementAndGet();
            } else {
                otherwise.incrementAndGet();
            }
        }

        Heard heard(Turn turn, int reads, int failed, Occupancy occupancy) throws SQLException {
            return new Heard(
                    reads,
                    turn.percentile(0.5),
                    turn.percentile(0.99),
                    failed,
                    written.get(),
                    refused.get(),
                    unsaid.get(),
                    otherwise.get(),
                    occupancy.atLock(),
                    occupancy.atWork());
        }
    }

    private Void beLoud(byte[] write, Loud loud, CyclicBarrier ready, Duration duration) throws Exception {
        try (KeepAlive connection = new KeepAlive(server.port())) {
            long end = begin(ready) + duration.toNanos();
            while (System.nanoTime() < end) {
                int status = sent(connection, write);
                loud.note(status, connection.retryAfter());
                if (heeding && status == TOO_MANY) {
                    TimeUnit.SECONDS.sleep(connection.retryAfter());
                }
            }
        }
        return null;
    }

    private long[] read(byte[] read, AtomicInteger failed, CyclicBarrier ready, Duration duration) throws Exception {
        long[] latencies = new long[1 << 16];
        int count = 0;
        try (KeepAlive connection = new KeepAlive(server.port())) {
            long end = begin(ready) + duration.toNanos();
            for (long sent = System.nanoTime(); sent < end && count < latencies.length; sent = System.nanoTime()) {
                int status = sent(connection, read);
                latencies[count++] = System.nanoTime() - sent;
                failed.addAndGet(status == OK ? 0 : 1);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    /** When all are connected: on a busy machine the last may come seconds after the first. */
    private static long begin(CyclicBarrier ready) throws Exception {
        ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return System.nanoTime();
    }

    /** The answer's status, or 0 if none came in time. */
    private static int sent(KeepAlive connection, byte[] request) throws IOException {
        try {
            return connection.send(request);
        } catch (IOException unanswered) {
            connection.again();
            return 0;
        }
    }

    private byte[] write(int text) {
        return door.post("loud:crowd", memories, "{\"content\":\"I keep " + (text + 2) + " bees in my garden\"}");
    }

    private static String reader(int tenant) {
        return "quiet" + tenant + ":reader";
    }
}
