package io.insula.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The server process of one cluster, as its pid file and the operating system know it. */
final class Postmaster {
    private static final int STOP_SECONDS = 4;

    private final Path cluster;
    private final ServerPrograms programs;

    Postmaster(Path cluster, ServerPrograms programs) {
        this.cluster = cluster;
        this.programs = programs;
    }

    /**
     * Stops a server that outlived its launcher. A pid file whose process is gone is left to PostgreSQL, which also
     * looks for survivors in shared memory; one whose number now belongs to a stranger is removed, because PostgreSQL
     * would refuse to start for fear of it.
     */
    void endOrphan() throws IOException {
        Optional<ProcessHandle> process = recordedProcess(pidFile());
        if (process.isEmpty()) {
            return;
        }
        if (!serves(process.get())) {
            Files.deleteIfExists(pidFile());
            return;
        }
        stop();
    }

    boolean isAlive() {
        return recordedProcess(pidFile()).filter(this::serves).isPresent();
    }

    void start(Path log) {
        ServerPrograms.Outcome outcome = programs.run(
                "pg_ctl",
                cluster,
                List.of("start", "-w", "-t", "60", "-s", "-D", cluster.toString(), "-l", log.toString()));
        if (!outcome.succeeded()) {
            throw new PostgresException("PostgreSQL does not start: " + lastComplaint(log, outcome));
        }
    }

    /** Stops in good order, and abruptly if that takes too long: the write-ahead log makes up for it. */
    void stop() {
        Optional<ProcessHandle> process = recordedProcess(pidFile());
        if (process.isEmpty()) {
            return;
        }
        boolean stopped = stop("fast") || stop("immediate");
        if (!stopped || !exits(process.get())) {
            throw new PostgresException("The PostgreSQL of " + cluster + " does not stop");
        }
    }

    /**
     * The pid file goes a moment before the process does. Asked every few milliseconds, because the platform looks after
     * processes that are not its children in steps of seconds.
     */
    private static boolean exits(ProcessHandle process) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return !process.isAlive();
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }

    private boolean stop(String mode) {
        return programs.run(
                        "pg_ctl",
                        cluster,
                        List.of("stop", "-w", "-t", "" + STOP_SECONDS, "-s", "-m", mode, "-D", cluster.toString()))
                .succeeded();
    }

    private static Optional<ProcessHandle> recordedProcess(Path pidFile) {
        try {
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(pidFile);
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean serves(ProcessHandle process) {
        String[] arguments = process.info().arguments().orElse(new String[0]);
        return Arrays.asList(arguments).contains(cluster.toString());
    }

    private static String lastComplaint(Path log, ServerPrograms.Outcome outcome) {
        try {
            List<String> lines = Files.readAllLines(log);
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (lines.get(i).contains("FATAL:")) {
                    return lines.get(i).substring(lines.get(i).indexOf("FATAL:")) + " (see " + log + ")";
                }
            }
        } catch (IOException e) {
            return outcome.lastLine();
        }
        return outcome.lastLine() + " (see " + log + ")";
    }
}
