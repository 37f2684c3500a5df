package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.connection.Entrusted;
import io.insula.connection.LocalProgram;
import io.insula.connection.SandboxReport.Strength;
import io.insula.connection.ToolConnections;
import io.insula.connection.ToolOutcome;
import io.insula.connection.ToolOwner;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Programs of tools, started by a server. */
class ToolsInServerIT extends InContainer {

    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final String TELLS_ITS_ENVIRONMENT =
            """
            read -r greeting
            echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{}}}'
            read -r greeted
            read -r call
            echo '{"jsonrpc":"2.0","id":2,"result":{"content":[],"structuredContent":"'$(env | cut -d= -f1 | sort | tr '\\n' ' ')'"}}'
            """;

    @Inject
    private ToolConnections connections;

    @Test
    void aServerStartsProgramsBehindTheStrongestWallsAndKeepsItsEnvironmentToItself() {
        if (!connections.sandbox().starts()) {
            // Only root can keep them apart; whoever is not, starts none.
            assertThat(System.getProperty("user.name")).isNotEqualTo("root");
            return;
        }
        ToolOwner owner = new ToolOwner("demo", "acme", "usr_alice", "script", "1");
        LocalProgram program = new LocalProgram("sh", List.of("-c", TELLS_ITS_ENVIRONMENT), Map.of("TOKEN", "token"));
        Entrusted entrusted = new Entrusted(connections.endings("demo", "acme", "usr_alice"), List.of(), () -> true);
        ToolOutcome outcome =
                connections.call(owner, entrusted, program, AMPLE, "environment", JsonValue.EMPTY_JSON_OBJECT);

        assertThat(connections.sandbox().strength()).isEqualTo(Strength.STRONG);
        assertThat(outcome.structured().toString()).contains("HOME").contains("TOKEN");
        assertThat(outcome.structured().toString().replace("\"", "").split(" ", -1))
                .isSubsetOf("HOME", "LANG", "LC_ALL", "PATH", "PWD", "TMPDIR", "TOKEN", "TZ", "");
    }
}
