package io.insula.connection;

import static io.insula.connection.Tools.AMPLE;
import static io.insula.connection.Tools.owner;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** A server that others wrote, in another language: npm's {@code server-everything}. Runs in the profile {@code node}. */
@Tag("node")
@Timeout(120)
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
class ServerEverythingIT {

    private static final String PROGRAM =
            System.getProperty("insula.node.modules") + "/@modelcontextprotocol/server-everything/dist/index.js";

    @Test
    void twoUsersSeeTheirOwnTokenAndNothingOfTheServer() {
        try (Tools tools = new Tools()) {
            for (String user : List.of("usr_alice", "usr_bob")) {
                JsonObject environment = environment(tools, user);
                assertThat(environment.getString("TOKEN")).isEqualTo("token-of-" + user);
                assertThat(environment.keySet()).isSubsetOf("TOKEN", "HOME", "TMPDIR", "PATH", "LANG", "LC_ALL", "TZ");
            }
            JsonObject call = Json.createObjectBuilder().add("a", 2).add("b", 3).build();
            assertThat(Tools.text(tools.connections.call(
                            owner("acme", "usr_bob"), program("usr_bob"), AMPLE, "get-sum", call)))
                    .contains("5");
        }
    }

    private static JsonObject environment(Tools tools, String user) {
        assertThat(tools.connections.tools(owner("acme", user), program(user), AMPLE))
                .extracting(ToolDescription::name)
                .contains("echo", "get-env");
        ToolOutcome outcome = tools.connections.call(
                owner("acme", user), program(user), AMPLE, "get-env", JsonValue.EMPTY_JSON_OBJECT);
        return Json.createReader(new StringReader(Tools.text(outcome))).readObject();
    }

    private static LocalProgram program(String user) {
        return new LocalProgram("node", List.of(PROGRAM, "stdio"), Map.of("TOKEN", "token-of-" + user));
    }
}
