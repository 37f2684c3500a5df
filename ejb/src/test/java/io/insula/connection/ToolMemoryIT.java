package io.insula.connection;

import static io.insula.connection.Tools.AMPLE;
import static io.insula.connection.Tools.owner;
import static io.insula.connection.Tools.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.insula.kernel.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory of a program is bounded as a whole, in whatever way it takes it. */
@Timeout(120)
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
class ToolMemoryIT {

    private static final int MOST = 128;
    private static final String GREET =
            """
            read -r greeting
            echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{}}}'
            read -r greeted
            read -r call
            """;
    private static final String ANSWER =
            """

            echo '{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"'$got'"}]}}'
            read -r nothing
            """;
    private static final Tools TOOLS = new Tools(ToolConfiguration.defaults(), roomy(), Clock.systemUTC());

    /** No other bound is met before that of the program as a whole. */
    private static SandboxConfiguration roomy() {
        SandboxConfiguration usual = Tools.sandbox("none");
        return new SandboxConfiguration(
                usual.allowSharedUid(),
                usual.hidden(),
                usual.environment(),
                usual.cgroup(),
                usual.firstUid(),
                usual.uids(),
                MOST,
                usual.cpu(),
                usual.files(),
                usual.tasks(),
                4 * MOST,
                4 * MOST);
    }

    @AfterAll
    static void close() {
        TOOLS.close();
    }

    @Test
    void aProgramThatStaysWithinItsBoundIsLeftAlone() {
        assertThat(Tools.text(call("usr_modest", "got=$(head -c 64M /dev/zero | tee /dev/shm/much | wc -c)")))
                .isEqualTo(Integer.toString(64 << 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp", "/dev/shm"})
    void whatAProgramKeepsInItsTemporaryDirectoriesIsPartOfIt(String directory) {
        String file = directory + "/much";
        assertThat(taken("usr" + directory, "head -c 200M /dev/zero > " + file + "; got=$(stat -c %s " + file + ")"))
                .isLessThan((long) MOST << 20);
    }

    /** Each keeps 20 MiB while it starts the next, ten of them in all. */
    @Test
    void whatItsProcessesTakeTogetherIsBoundedThoughEachStaysWithinItsOwnBound() {
        String deed =
                """
                take() {
                  kept=$(head -c 20M /dev/zero | tr '\\0' x)
                  echo ${#kept} >> /tmp/kept
                  if [ $1 -gt 1 ]; then ( take $(($1 - 1)) ); fi
                }
                take 10
                got=0
                while read -r each; do got=$((got + each)); done < /tmp/kept
                """;
        assertThat(taken("usr_many", deed)).isLessThan((long) MOST << 20);
    }

    @Test
    void itsGroupGoesWhenItGoes() throws IOException {
        ToolOwner owner = owner("acme", "usr_gone");
        call("usr_gone", "got=here");
        List<Path> groups = groups();
        assertThat(groups).isNotEmpty();

        TOOLS.connections.endUser(owner.userId(), owner::equals);
        awaitFewer(groups);
    }

    /** How many bytes it got, where it did not die of wanting them. */
    private static long taken(String user, String deed) {
        try {
            // Nothing is said where what would have counted was killed.
            return Long.parseLong("0" + Tools.text(call(user, deed)));
        } catch (PlatformException ended) {
            assertThat(ended).hasMessageContaining("has ended");
            return 0;
        }
    }

    private static ToolOutcome call(String user, String deed) {
        LocalProgram program = new LocalProgram("sh", List.of("-c", GREET + deed + ANSWER), Map.of());
        return TOOLS.connections.call(owner("acme", user), program, AMPLE, "take", with(""));
    }

    private static void awaitFewer(List<Path> groups) throws IOException {
        long deadline = System.nanoTime() + AMPLE.toNanos();
        while (groups().containsAll(groups)) {
            assertThat(System.nanoTime()).as("The groups stay: " + groups).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Of programs that this process has started. */
    private static List<Path> groups() throws IOException {
        Path place = new GroupPlaces(Path.of("/proc/self")).all().get(0);
        String own = "insula-tool-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> all = Files.list(place)) {
            return all.filter(group -> group.getFileName().toString().startsWith(own))
                    .toList();
        }
    }
}
