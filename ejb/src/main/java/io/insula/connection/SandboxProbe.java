package io.insula.connection;

import io.insula.connection.Walls.Spaces;
import io.insula.kernel.PlatformException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds the strongest walls that this machine has, by starting a program behind them that looks around. */
final class SandboxProbe {

    private static final int PATIENCE_SECONDS = 10;
    private static final int MOST_OWN_PROCESSES = 9;

    /** One line: uid, groups, whether new rights may be had, capabilities that could, processes and files in sight. */
    private static final String LOOK =
            """
            rights=$(sed -n 's/^NoNewPrivs:[[:space:]]*//p' /proc/self/status)
            caps=$(sed -n 's/^CapBnd:[[:space:]]*//p' /proc/self/status)
            set -- "$@" --
            seen=0
            while [ "$1" != -- ]; do
              if [ -n "$(ls -A "$1" 2>/dev/null)" ]; then seen=$((seen + 1)); fi
              shift
            done
            count=0
            for each in /proc/[0-9]*; do count=$((count + 1)); done
            printf '%s\\n' "$(id -u) $(id -G) $rights $caps $count $seen $MARK"
            """;

    private final SandboxConfiguration configuration;
    private final List<String> hidden;
    private final Starter starter;

    SandboxProbe(SandboxConfiguration configuration, List<String> hidden, Starter starter) {
        this.configuration = configuration;
        this.hidden = hidden;
        this.starter = starter;
    }

    /** The strongest that hold, or nothing where none may be used. */
    Optional<Sandbox> strongest(boolean root) {
        for (Walls walls : candidates(root)) {
            Sandbox sandbox = new Sandbox(walls, configuration, hidden, starter);
            if (holds(sandbox, walls)) {
                return Optional.of(sandbox);
            }
        }
        return Optional.empty();
    }

    private List<Walls> candidates(boolean root) {
        List<Walls> candidates = new ArrayList<>();
        if (root) {
            candidates.add(new Walls(Spaces.OWN, true));
        }
        if (configuration.sharedUidIsAllowed()) {
            if (root) {
                candidates.add(new Walls(Spaces.SHARED, true));
            }
            candidates.add(new Walls(Spaces.USER, false));
            candidates.add(new Walls(Spaces.SHARED, false));
        }
        return candidates;
    }

    private boolean holds(Sandbox sandbox, Walls walls) {
        List<String> arguments = new ArrayList<>(List.of("-c", LOOK, "look"));
        hidden.stream().filter(path -> Files.isDirectory(Path.of(path))).forEach(arguments::add);
        LocalProgram look = new LocalProgram("/bin/sh", arguments, Map.of("MARK", "a\\b"));
        StartedProgram started = null;
        try {
            started = sandbox.start("probe", look);
            Process process = started.process();
            try (OutputStream in = process.getOutputStream()) {
                in.write(sandbox.header("probe", look, started));
            }
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 && isAsExpected(answer(process), walls);
        } catch (IOException | PlatformException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            if (started != null) {
                started.end();
            }
        }
    }

    private static String[] answer(Process process) throws IOException {
        byte[] read = process.getInputStream().readNBytes(1024);
        return new String(read, StandardCharsets.UTF_8).strip().split(" ", -1);
    }

    private boolean isAsExpected(String[] seen, Walls walls) {
        if (seen.length != 7 || !seen[6].equals("a\\b") || !seen[2].equals("1")) {
            return false;
        }
        boolean ownAccount =
                !walls.ownAccount() || (isOurs(seen[0]) && seen[0].equals(seen[1]) && seen[3].matches("0+"));
        boolean ownSpaces = walls.spaces() == Spaces.SHARED
                || (Integer.parseInt(seen[4]) <= MOST_OWN_PROCESSES && seen[5].equals("0"));
        return ownAccount && ownSpaces;
    }

    private boolean isOurs(String uid) {
        long number = Long.parseLong(uid) - configuration.firstUid();
        return number >= 0 && number < configuration.uids();
    }
}
