package io.insula.bench.load;

import java.time.Duration;

/** What one scenario did in one round. */
final class Turn {

    private static final double NANOS_PER_MILLI = 1e6;

    private final double seconds;
    private final Duration serverCpu;
    private final long[] latencies;

    /** Takes the latencies of all requests in nanoseconds, sorted. */
    Turn(double seconds, Duration serverCpu, long[] latencies) {
        this.seconds = seconds;
        this.serverCpu = serverCpu;
        this.latencies = latencies.clone();
    }

    double perSecond() {
        return latencies.length / seconds;
    }

    /** The CPU time of the server's process for one request; the database's processes are not in it. */
    double cpuMillis() {
        return serverCpu.toNanos() / NANOS_PER_MILLI / Math.max(1, latencies.length);
    }

    /** In milliseconds; {@code share} from 0 to 1. */
    double percentile(double share) {
        int at = (int) Math.ceil(share * latencies.length) - 1;
        return latencies.length == 0 ? Double.NaN : latencies[Math.max(0, at)] / NANOS_PER_MILLI;
    }
}
