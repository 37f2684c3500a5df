package io.insula.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** A server that is killed has no time to end its programs; they end all the same. */
@Timeout(120)
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
class KilledServerIT {

    @Test
    void noProgramOutlivesAServerThatWasKilled() throws IOException, InterruptedException {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerWithTools.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String uid = said.readLine();
            assertThat(Processes.of(uid)).isNotEmpty();

            assertThat(groupsOf(server)).isNotEmpty();

            server.destroyForcibly().waitFor();
            Processes.awaitEnd(uid);
            assertThat(groupsOf(server)).isNotEmpty();
            new Tools().close();
            assertThat(groupsOf(server)).isEmpty();
        } finally {
            server.destroyForcibly();
        }
    }

    /** The groups that bound the memory of its programs: a killed server leaves them, and the next one removes them. */
    private static List<Path> groupsOf(Process server) throws IOException {
        Path place = new GroupPlaces(Path.of("/proc/self")).all().get(0);
        try (Stream<Path> all = Files.list(place)) {
            return all.filter(group -> group.getFileName().toString().startsWith("insula-tool-" + server.pid() + "-"))
                    .toList();
        }
    }

    /** Starts a program that listens to nobody, tells its uid and stays. */
    static final class ServerWithTools {

        private static final String DEAF =
                """
                read -r greeting
                echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{}}}'
                read -r greeted
                read -r call
                uid=$(id -u)
                echo '{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"'$uid'"}]}}'
                trap '' TERM HUP PIPE
                while :; do sleep 3600; done
                """;

        private ServerWithTools() {}

        public static void main(String[] arguments) throws InterruptedException {
            Tools tools = new Tools();
            LocalProgram deaf = new LocalProgram("sh", List.of("-c", DEAF), Map.of());
            ToolOutcome outcome =
                    tools.connections.call(Tools.owner("acme", "usr_alice"), deaf, Tools.AMPLE, "uid", Tools.with(""));
            System.out.println(Tools.text(outcome));
            Thread.currentThread().join();
        }
    }
}
