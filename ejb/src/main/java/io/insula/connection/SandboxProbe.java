package io.insula.connection;

import io.insula.connection.Walls.Door;
import io.insula.connection.Walls.Spaces;
import io.insula.kernel.PlatformException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds the strongest walls that this machine has, by starting a program behind them that looks around. */
final class SandboxProbe {

    private static final int PATIENCE_SECONDS = 10;
    /** Shows that the environment arrives as it was sent. */
    private static final String MARK = "a\\b";

    /**
     * One line: uid, groups, whether new rights may be had, capabilities that could, processes and hidden files in sight,
     * whether a user namespace could be made, whether it is in a group of memory, and a mark.
     */
    private static final String LOOK =
            """
            rights=$(sed -n 's/^NoNewPrivs:[[:space:]]*//p' /proc/self/status)
            caps=$(sed -n 's/^CapBnd:[[:space:]]*//p' /proc/self/status)
            set -f
            IFS='
            '
            seen=0
            for place in $HIDDEN; do
              if [ -d "$place" ]; then look=$(ls -A "$place" 2>/dev/null); else look=$(head -c 1 "$place" 2>/dev/null); fi
              if [ -n "$look" ]; then seen=$((seen + 1)); fi
            done
            unset IFS
            set +f
            nested=0
            if unshare --user true 2>/dev/null; then nested=1; fi
            group=$(grep -c /insula-tool- /proc/self/cgroup)
            count=0
            for each in /proc/[0-9]*; do count=$((count + 1)); done
            printf '%s\\n' "$(id -u) $(id -G) $rights $caps $count $seen $nested $group $MARK"
            """;

    private final SandboxConfiguration configuration;
    private final List<String> hidden;
    private final Starter starter;
    private final Optional<MemoryGroups> memory;

    SandboxProbe(
            SandboxConfiguration configuration, List<String> hidden, Starter starter, Optional<MemoryGroups> memory) {
        this.configuration = configuration;
        this.hidden = hidden;
        this.starter = starter;
        this.memory = memory;
    }

    /** The strongest that hold, or nothing where none may be used. */
    Optional<Sandbox> strongest(boolean root) {
        for (Walls walls : candidates(root)) {
            Sandbox sandbox = new Sandbox(walls, configuration, hidden, starter, memory);
            if (holds(sandbox, walls)) {
                return Optional.of(sandbox);
            }
        }
        return Optional.empty();
    }

    private List<Walls> candidates(boolean root) {
        List<Walls> candidates = new ArrayList<>();
        boolean lenient = configuration.sharedUidIsAllowed();
        boolean grouped = memory.isPresent();
        if (root && (grouped || lenient)) {
            add(candidates, Spaces.OWN, true, grouped);
        }
        if (lenient) {
            if (root) {
                add(candidates, Spaces.SHARED, true, grouped);
            }
            add(candidates, Spaces.USER, false, false);
            add(candidates, Spaces.SHARED, false, false);
        }
        return candidates;
    }

    /** A namespace around a program that shares all others would shut the door, but who has no rights cannot make it. */
    private static void add(List<Walls> candidates, Spaces spaces, boolean ownAccount, boolean ownMemory) {
        for (Door door : Door.values()) {
            if (door != Door.SHUT || spaces != Spaces.SHARED) {
                candidates.add(new Walls(spaces, ownAccount, door, ownMemory));
            }
        }
    }

    private boolean holds(Sandbox sandbox, Walls walls) {
        String places = String.join("\n", hidden);
        LocalProgram look =
                new LocalProgram("/bin/sh", List.of("-c", LOOK, "look"), Map.of("MARK", MARK, "HIDDEN", places));
        StartedProgram started = null;
        try {
            started = sandbox.start("probe", look);
            Process process = started.process();
            try (OutputStream in = process.getOutputStream()) {
                in.write(sandbox.header("probe", look, started));
            }
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended
                    && process.exitValue() == 0
                    && Seen.of(answer(process), MARK)
                            .filter(seen -> seen.fits(walls, configuration))
                            .isPresent();
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

    private static String answer(Process process) throws IOException {
        return new String(process.getInputStream().readNBytes(1024), StandardCharsets.UTF_8);
    }
}
