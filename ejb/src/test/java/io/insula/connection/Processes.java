package io.insula.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The processes of this machine, as the one who runs the tests sees them. */
final class Processes {

    private static final Pattern UID = Pattern.compile("(?m)^Uid:\\s+([0-9]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Processes() {}

    /** The uid in what /proc says about a process. */
    static String uid(String status) {
        Matcher uid = UID.matcher(status);
        if (!uid.find()) {
            throw new IllegalStateException("No status of a process");
        }
        return uid.group(1);
    }

    /** Those that run under this uid. */
    static List<String> of(String uid) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .filter(pid -> uid.equals(uidOf(pid)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String uidOf(String pid) {
        try {
            String status = Files.readString(Path.of("/proc", pid, "status"));
            return status.contains("State:\tZ") ? "dead" : uid(status);
        } catch (IOException | IllegalStateException gone) {
            return "gone";
        }
    }

    /** Waits until none is left, and fails if that does not happen. */
    static void awaitEnd(String uid) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!of(uid).isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Processes of " + uid + " live on: " + of(uid));
            }
            Thread.onSpinWait();
        }
    }
}
