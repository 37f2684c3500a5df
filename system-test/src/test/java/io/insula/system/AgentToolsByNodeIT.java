package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.insula.client.NewKey;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.NodeProject;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Agent;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The agents of most people run on node: the protocol's client of npm, installed and run by {@code ./mvnw -Pnode}. */
@Tag("node")
@ExtendWith(SharedServer.class)
class AgentToolsByNodeIT {

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
        NodeProject project = new NodeProject(directory, "package.json", "agent.mjs");
        project.run(Map.of(), "npm", "install", "--no-audit", "--no-fund", "--silent");

        String said = project.run(
                Map.of("INSULA_URL", server.url() + "/api/alpha/mcp", "INSULA_KEY", key), "node", "agent.mjs");

        JsonNode seen = new ObjectMapper().readTree(said.substring(said.indexOf('{')));
        assertThat(seen.path("server").asText()).isEqualTo("insula");
        assertThat(seen.path("tools")).hasSize(4);
        assertThat(seen.path("found").asText()).isEqualTo("I prefer green tea");
        assertThat(seen.path("count").asInt()).isOne();
        assertThat(seen.path("forgotten").asBoolean()).isTrue();
        assertThat(seen.path("again").asBoolean()).isTrue();
    }
}
