package io.insula.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where on this machine control groups of memory may be made: beneath the server's own group, so that what bounds the
 * server bounds its programs too. Both versions of control groups are known; whether a place is of use shows only when
 * a group is made there.
 */
final class GroupPlaces {

    /** The group that the server itself moves to where its own must hold no process. */
    static final String SERVER = "insula-server";

    private static final String MEMORY = "memory";
    private static final String PROCESSES = "cgroup.procs";
    private static final String FOR_CHILDREN = "cgroup.subtree_control";

    private final Path self;

    /**
     * As a process sees them.
     *
     * @param self {@code /proc/self}
     */
    GroupPlaces(Path self) {
        this.self = self;
    }

    /** The places worth a try, best first. */
    List<Path> all() {
        List<Path> places = new ArrayList<>();
        try {
            List<String> groups = Files.readAllLines(self.resolve("cgroup"));
            for (String line : Files.readAllLines(self.resolve("mountinfo"))) {
                Mount.of(line).ifPresent(mount -> places.addAll(places(mount, groups)));
            }
        } catch (IOException noLinux) {
            return List.of();
        }
        return places;
    }

    private List<Path> places(Mount mount, List<String> groups) {
        return groups.stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3 && mount.isOf(parts[1]))
                .flatMap(parts -> mount.directory(parts[2]).stream())
                .flatMap(own -> mount.unified() ? beneath(own, mount.point()).stream() : Stream.of(own))
                .toList();
    }

    /**
     * In version 2 a group that holds processes cannot bound its children's memory. So the server moves out of its own
     * group, into one beneath, if nobody else is there; otherwise the nearest group above that can do it must serve.
     */
    private static Optional<Path> beneath(Path own, Path top) {
        if (own.endsWith(SERVER) && bounds(own.getParent())) {
            return Optional.ofNullable(own.getParent());
        }
        if (bounds(own) || enable(own) || (mayBound(own) && moveOut(own) && enable(own))) {
            return Optional.of(own);
        }
        Path above = own;
        while (!above.equals(top)) {
            above = above.getParent();
            if (bounds(above)) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }

    private static boolean bounds(Path group) {
        return words(group.resolve(FOR_CHILDREN)).contains(MEMORY);
    }

    private static boolean mayBound(Path group) {
        return words(group.resolve("cgroup.controllers")).contains(MEMORY);
    }

    private static boolean enable(Path group) {
        return mayBound(group) && write(group.resolve(FOR_CHILDREN), "+" + MEMORY);
    }

    private static boolean moveOut(Path group) {
        Set<String> there = words(group.resolve(PROCESSES));
        if (there.isEmpty() || !ours().containsAll(there)) {
            return false;
        }
        Path beneath = group.resolve(SERVER);
        try {
            Files.createDirectories(beneath);
        } catch (IOException notAllowed) {
            return false;
        }
        return there.stream().allMatch(process -> write(beneath.resolve(PROCESSES), process));
    }

    /** This process, what it has started and what has started it. */
    private static Set<String> ours() {
        ProcessHandle server = ProcessHandle.current();
        Stream<ProcessHandle> above = Stream.iterate(
                        server.parent(), Optional::isPresent, each -> each.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream);
        return Stream.of(Stream.of(server), above, server.descendants())
                .flatMap(each -> each)
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.toSet());
    }

    private static Set<String> words(Path file) {
        try {
            return Stream.of(Files.readString(file).split("\\s+", -1))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toSet());
        } catch (IOException absent) {
            return Set.of();
        }
    }

    private static boolean write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.WRITE);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** A hierarchy of control groups, as {@code mountinfo} shows it; in a container its root is not the machine's. */
    private record Mount(String root, Path point, boolean unified) {

        static Optional<Mount> of(String line) {
            List<String> words = Arrays.asList(line.split(" ", -1));
            int dash = words.indexOf("-");
            if (dash < 5 || words.size() < dash + 4) {
                return Optional.empty();
            }
            String type = words.get(dash + 1);
            boolean bindsMemory = type.equals("cgroup")
                    && Arrays.asList(words.get(dash + 3).split(",", -1)).contains(MEMORY);
            if (!bindsMemory && !type.equals("cgroup2")) {
                return Optional.empty();
            }
            return Optional.of(new Mount(words.get(3), Path.of(words.get(4)), !bindsMemory));
        }

        boolean isOf(String controllers) {
            return unified
                    ? controllers.isEmpty()
                    : Arrays.asList(controllers.split(",", -1)).contains(MEMORY);
        }

        Optional<Path> directory(String group) {
            Path relative = Path.of(root).relativize(Path.of(group));
            Path found = point.resolve(relative).normalize();
            return found.startsWith(point) && Files.isDirectory(found) ? Optional.of(found) : Optional.empty();
        }
    }
}
