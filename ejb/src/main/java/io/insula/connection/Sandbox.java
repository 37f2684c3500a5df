package io.insula.connection;

import io.insula.connection.SandboxReport.Strength;
import io.insula.connection.Walls.Spaces;
import io.insula.kernel.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts programs behind the walls that this machine has. */
final class Sandbox {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final SandboxConfiguration configuration;
    private final List<String> hidden;
    private final Starter starter;
    private final Accounts accounts;
    private final Walls walls;
    private final Optional<MemoryGroups> memory;

    /**
     * Behind these walls.
     *
     * @param memory makes the control groups of programs, where the walls have them
     */
    Sandbox(
            Walls walls,
            SandboxConfiguration configuration,
            List<String> hidden,
            Starter starter,
            Optional<MemoryGroups> memory) {
        if (hidden.stream().anyMatch(path -> path.indexOf('\n') >= 0)) {
            throw new IllegalArgumentException("What is hidden from programs of tools has a line break in its path");
        }
        this.walls = walls;
        this.configuration = configuration;
        this.hidden = List.copyOf(hidden);
        this.starter = starter;
        this.memory = memory;
        this.accounts = new Accounts(configuration.firstUid(), configuration.uids());
    }

    SandboxReport report() {
        List<String> weaknesses = walls.weaknesses();
        return new SandboxReport(weaknesses.isEmpty() ? Strength.STRONG : Strength.WEAKER, weaknesses);
    }

    /**
     * Starts a program, which then waits for {@link #header}.
     *
     * @throws PlatformException if it cannot be started at all
     */
    StartedProgram start(String server, LocalProgram program) {
        Room room = new Room(walls.ownAccount() ? accounts.take() : 0, Optional.empty(), Optional.empty());
        boolean started = false;
        try {
            room = furnished(room);
            Room given = room;
            ProcessBuilder builder = new ProcessBuilder(walls.around(program, room, configuration))
                    .directory(Path.of("/").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().put("PATH", Walls.SYSTEM_PATH);
            if (walls.spaces() != Spaces.SHARED) {
                builder.environment().put(Walls.HIDDEN, String.join("\n", hidden));
            }
            StartedProgram made = new StartedProgram(starter.start(builder), room.home(), () -> leave(given));
            started = true;
            return made;
        } catch (IOException | IllegalArgumentException e) {
            throw Failures.doesNotStart(server, "this machine cannot start it");
        } finally {
            if (!started) {
                leave(room);
            }
        }
    }

    private Room furnished(Room bare) throws IOException {
        Optional<Path> group = Optional.empty();
        if (walls.ownMemory()) {
            group = Optional.of(memory.orElseThrow(IOException::new).make(configuration.memory()));
        }
        boolean done = false;
        try {
            Optional<Path> own =
                    walls.spaces() == Spaces.SHARED ? Optional.of(home(bare.uid())) : Optional.<Path>empty();
            done = true;
            return new Room(bare.uid(), own, group);
        } finally {
            if (!done) {
                leave(group);
            }
        }
    }

    private void leave(Room room) {
        leave(room.group());
        room.own().ifPresent(Sandbox::remove);
        if (room.uid() != 0) {
            accounts.giveBack(room.uid());
        }
    }

    private void leave(Optional<Path> group) {
        memory.ifPresent(groups -> group.ifPresent(groups::remove));
    }

    private static Path home(int uid) throws IOException {
        Path home = Files.createTempDirectory(
                "insula-tool", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (uid != 0) {
            UserPrincipal account =
                    home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(Integer.toString(uid));
            Files.setOwner(home, account);
        }
        return home;
    }

    private static void remove(Path home) {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException leftBehind) {
            System.getLogger(Sandbox.class.getName())
                    .log(System.Logger.Level.DEBUG, "The home of a program could not be removed");
        }
    }

    /** The environment of a program, as it is handed over: exactly what is allowed, and what belongs to the program. */
    byte[] header(String server, LocalProgram program, StartedProgram started) {
        Map<String, String> environment = new TreeMap<>();
        for (String name : configuration.inherited()) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        String home = started.home();
        environment.put("HOME", home);
        environment.put("TMPDIR", home);
        environment.putAll(program.environment());
        StringBuilder lines = new StringBuilder();
        environment.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || value.indexOf(0) >= 0) {
                throw Failures.doesNotStart(server, "what it is to find in its environment has no valid name or value");
            }
            lines.append(name).append('\n');
            lines.append(value.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
        });
        return lines.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
