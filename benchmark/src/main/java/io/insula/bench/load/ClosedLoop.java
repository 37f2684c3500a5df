package io.insula.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Each connection sends its request, waits for the answer, and sends it again. */
final class ClosedLoop implements AutoCloseable {

    /** Lets the machine turn from the scenario before to this one. */
    private static final Duration SETTLING = Duration.ofMillis(300);

    private final BenchServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ClosedLoop(BenchServer server) {
        this.server = server;
    }

    Turn run(Scenario scenario, Duration duration) throws IOException, InterruptedException {
        drive(scenario, SETTLING);
        Duration cpuBefore = server.cpu();
        long start = System.nanoTime();
        long[] latencies = drive(scenario, duration);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Turn(seconds, server.cpu().minus(cpuBefore), latencies);
    }

    private long[] drive(Scenario scenario, Duration duration) throws IOException, InterruptedException {
        List<Callable<long[]>> connections = new ArrayList<>();
        long end = System.nanoTime() + duration.toNanos();
        for (byte[] request : scenario.requests()) {
            connections.add(() -> repeat(request, end));
        }
        LongStream all = LongStream.empty();
        for (Future<long[]> done : threads.invokeAll(connections)) {
            try {
                all = LongStream.concat(all, Arrays.stream(done.get()));
            } catch (ExecutionException e) {
                throw new IOException(
                        scenario.name() + " failed: " + e.getCause().getMessage(), e);
            }
        }
        return all.sorted().toArray();
    }

    private long[] repeat(byte[] request, long end) throws IOException {
        long[] latencies = new long[1 << 10];
        int count = 0;
        try (KeepAlive connection = new KeepAlive(server.port())) {
            for (long sent = System.nanoTime(); sent < end; sent = System.nanoTime()) {
                connection.exchange(request);
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = System.nanoTime() - sent;
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
