package io.insula.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Control groups that bound the memory of one program as a whole: what its processes have for themselves, what they
 * share, and what lies in its private temporary directories.
 */
final class MemoryGroups {

    /** Enters the group and becomes the command. */
    static final String ENTER =
            """
            echo 0 > "$1" || exit 120
            shift
            exec "$@"
            """;

    private static final String NAME = "insula-tool-";
    private static final String PROCESSES = "cgroup.procs";
    private static final int MEBIBYTE = 1 << 20;
    private static final int TRIED = 16;
    private static final int PATIENCE_SECONDS = 10;
    private static final int KILLED = 128 + 9;
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final int LOOKS = 250;

    private final Path place;
    private final AtomicLong made = new AtomicLong();

    private MemoryGroups(Path place) {
        this.place = place;
    }

    /** Those of the first place where a group that is tried bounds what is in it, if there is one. */
    static Optional<MemoryGroups> found(List<Path> places, Starter starter) {
        for (Path place : places) {
            MemoryGroups groups = new MemoryGroups(place);
            groups.removeLeftBehind();
            if (groups.hold(starter)) {
                return Optional.of(groups);
            }
        }
        return Optional.empty();
    }

    /** The files to which a process writes to enter the group. */
    static Path entrance(Path group) {
        return group.resolve(PROCESSES);
    }

    /**
     * A new group.
     *
     * @throws IOException where it cannot be made, or bounds nothing
     */
    Path make(int mebibytes) throws IOException {
        Path group = place.resolve(prefix(ProcessHandle.current()) + made.incrementAndGet());
        Files.createDirectory(group);
        try {
            bound(group, Long.toString((long) mebibytes * MEBIBYTE));
        } catch (IOException e) {
            remove(group);
            throw e;
        }
        return group;
    }

    /** Swap is no way around the bound, in either version. */
    private static void bound(Path group, String bytes) throws IOException {
        if (Files.exists(group.resolve("memory.max"))) {
            write(group.resolve("memory.max"), bytes);
            writeIfThere(group.resolve("memory.swap.max"), "0");
            // Half a program is of no use.
            writeIfThere(group.resolve("memory.oom.group"), "1");
            return;
        }
        write(group.resolve("memory.limit_in_bytes"), bytes);
        writeIfThere(group.resolve("memory.memsw.limit_in_bytes"), bytes);
    }

    /** Ends what is still in the group, and removes it as soon as that is gone. */
    void remove(Path group) {
        remove(group, LOOKS);
    }

    private static void remove(Path group, int looks) {
        try {
            Files.deleteIfExists(group);
        } catch (IOException stillUsed) {
            if (looks > 0) {
                end(group);
                CompletableFuture<Void> unused = CompletableFuture.runAsync(
                        () -> remove(group, looks - 1),
                        CompletableFuture.delayedExecutor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
            }
        }
    }

    private static void end(Path group) {
        try {
            for (String process : Files.readAllLines(entrance(group))) {
                ProcessHandle.of(Long.parseLong(process)).ifPresent(ProcessHandle::destroyForcibly);
            }
        } catch (IOException gone) {
            // There is nothing left to end.
        }
    }

    /** What a server left that was killed: its programs have ended with it, their groups have not. */
    private void removeLeftBehind() {
        try (Stream<Path> groups = Files.list(place)) {
            groups.filter(MemoryGroups::isLeftBehind).forEach(group -> remove(group, 0));
        } catch (IOException notReadable) {
            // Then none can be made here either.
        }
    }

    /** Another server may run beside this one, and its groups are in use. */
    private static boolean isLeftBehind(Path group) {
        String[] parts = group.getFileName().toString().split("-", -1);
        return group.getFileName().toString().matches(NAME + "[0-9]{1,18}-[0-9]{1,18}-[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(parts[2]))
                        .filter(server -> group.getFileName().toString().startsWith(prefix(server)))
                        .isEmpty();
    }

    /** Numbers of processes come again, but not with the same time. */
    private static String prefix(ProcessHandle server) {
        long began = server.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return NAME + server.pid() + "-" + began + "-";
    }

    /** Tries a small group: who stays within lives, who goes beyond does not. */
    private boolean hold(Starter starter) {
        try {
            Path group = make(TRIED);
            try {
                return statusOf(starter, group, "1M") == 0 && statusOf(starter, group, 4 * TRIED + "M") == KILLED;
            } finally {
                remove(group);
            }
        } catch (IOException notHere) {
            return false;
        }
    }

    private static int statusOf(Starter starter, Path group, String block) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        ENTER,
                        "enter",
                        entrance(group).toString(),
                        "dd",
                        "if=/dev/zero",
                        "of=/dev/null",
                        "bs=" + block,
                        "count=1")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", Walls.SYSTEM_PATH);
        Process tried = starter.start(builder);
        try {
            return tried.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? tried.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        } finally {
            tried.destroyForcibly();
        }
    }

    private static void writeIfThere(Path file, String text) throws IOException {
        if (Files.exists(file)) {
            write(file, text);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }

    @Override
    public String toString() {
        return "memory groups in " + place;
    }
}
