package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.insula.client.NewKey;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Agent;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The agents of most people run on node: the protocol's client of npm, installed and run by {@code ./mvnw -Pnode}. */
@Tag("node")
@ExtendWith(SharedServer.class)
class AgentToolsByNodeIT {

    private static final Path SCRIPTS = Path.of(System.getProperty("insula.node"));
    private static final int MINUTES = 5;

    private final LaunchedServer server;
    private final Door alpha;

    @TempDir
    Path directory;

    AgentToolsByNodeIT(LaunchedServer server) {
        this.server = server;
        alpha = server.formation("alpha");
    }

    @Test
    void theClientOfNpmKeepsFindsAndForgets() throws Exception {
        String alice = Fresh.name("acme") + ":alice";
        Agent.of(alpha, alice).tools();
        String key =
                alpha.client().keys().create(NewKey.client().forUser(alice)).secret();
        for (String file : new String[] {"package.json", "agent.mjs"}) {
            Files.copy(SCRIPTS.resolve(file), directory.resolve(file));
        }
        run(Map.of(), "npm", "install", "--no-audit", "--no-fund", "--silent");

        String said =
                run(Map.of("INSULA_URL", server.url() + "/api/alpha/mcp", "INSULA_KEY", key), "node", "agent.mjs");

        JsonNode seen = new ObjectMapper().readTree(said.substring(said.indexOf('{')));
        assertThat(seen.path("server").asText()).isEqualTo("insula");
        assertThat(seen.path("tools")).hasSize(4);
        assertThat(seen.path("found").asText()).isEqualTo("I prefer green tea");
        assertThat(seen.path("count").asInt()).isOne();
        assertThat(seen.path("forgotten").asBoolean()).isTrue();
        assertThat(seen.path("again").asBoolean()).isTrue();
    }

    private String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path output = directory.resolve(command[0] + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0).as(said).isTrue();
        return said;
    }
}
