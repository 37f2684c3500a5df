package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.insula.client.Credential;
import io.insula.client.FormationUpload;
import io.insula.client.InsulaException;
import io.insula.client.InsulaTools;
import io.insula.client.InsulaUser;
import io.insula.client.NewKey;
import io.insula.client.Tool;
import io.insula.client.ToolResult;
import io.insula.connection.testing.ToolPrograms;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tools of real MCP servers, each called for a user of a tenant with what is that user's own. */
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
@ExtendWith(SharedServer.class)
class ToolsIT {

    private static final Path BASE = Path.of(System.getProperty("insula.formations"), "workshop", "formation.afs");

    private final LaunchedServer server;
    private final Door workshop;
    private final Door alpha;
    private final String acme = Fresh.name("acme");
    private final String token = Fresh.name("tok-alice");

    ToolsIT(LaunchedServer server) {
        this.server = server;
        workshop = server.formation("workshop");
        alpha = server.formation("alpha");
    }

    @BeforeEach
    void open() throws Exception {
        String arguments = ToolPrograms.arguments().stream()
                .map(each -> "\"" + each + "\"")
                .collect(Collectors.joining(", "));
        String desk = "id: desk\ntype: command\ncommand: \"" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "\"\nargs: [" + arguments + "]\nauth:\n  type: env\n  DESK_TOKEN: \"${{ user.credentials.DESK }}\"\n";
        String memories = "id: memories\ntype: http\nendpoint: " + server.url().replace("127.0.0.1", "localhost")
                + "/api/alpha/mcp\nauth:\n"
                + "  type: api_key\n  header: X-Muxi-Client-Key\n  key: \"${{ user.credentials.ALPHA_MEMORY }}\"\n";
        workshop.client()
                .revisions()
                .upload(FormationUpload.of(Map.of(
                        "formation.afs",
                        Files.readString(BASE),
                        "mcp/desk.afs",
                        desk,
                        "mcp/memories.afs",
                        memories,
                        "mcp/inside.afs",
                        "id: inside\ntype: http\nendpoint: " + server.url() + "/api/alpha/mcp\n",
                        "groups/guests.yaml",
                        "id: guests\ntools: {deny: [desk/read]}\n")));
    }

    @Test
    void aUserBringsATokenAndItReachesTheToolInHisOwnCallsAlone() {
        InsulaUser alice = workshop.user(acme + ":alice");
        InsulaException missing = refusal(alice.tools(), "environment");
        assertThat(missing.status()).isEqualTo(424);
        assertThat(missing.code()).isEqualTo("CREDENTIAL_MISSING");
        assertThat(missing.getMessage()).contains("desk").contains("POST /v1/credentials");

        Credential added = alice.credentials().create("desk", null, Map.of("token", token));

        assertThat(text(alice.tools().call("desk", "environment", Map.of())))
                .contains("DESK_TOKEN=[hidden]")
                .doesNotContain(token)
                .doesNotContain("insula");
        Answer shown = workshop.as(acme + ":alice", "POST", "/mcp/tools/call")
                .json(Map.of("server", "desk", "tool", "environment", "reveal", true))
                .send();
        assertThat(shown.body()).contains("DESK_TOKEN=" + token);
        assertThat(refusal(workshop.user(acme + ":ben").tools(), "environment").code())
                .isEqualTo("CREDENTIAL_MISSING");
        assertThat(refusal(workshop.user(Fresh.name("globex") + ":alice").tools(), "environment")
                        .code())
                .isEqualTo("CREDENTIAL_MISSING");

        alice.credentials().replace(added.credentialId(), Map.of("token", token + "-2"));
        assertThat(workshop.as(acme + ":alice", "POST", "/mcp/tools/call")
                        .json(Map.of("server", "desk", "tool", "environment", "reveal", true))
                        .send()
                        .body())
                .contains("DESK_TOKEN=" + token + "-2");
        alice.credentials().delete(added.credentialId());
        assertThat(refusal(alice.tools(), "environment").code()).isEqualTo("CREDENTIAL_MISSING");
        assertThat(server.log()).doesNotContain(token);
    }

    @Test
    void everyLinkedNameOfAUserReachesHisCredentials() {
        workshop.user(acme + ":alice").credentials().create("desk", null, Map.of("token", token));
        workshop.client()
                .forTenant(acme)
                .linkUserIdentifier(
                        "slack-" + acme,
                        "slack",
                        workshop.client()
                                .forTenant(acme)
                                .resolveUser("alice", false)
                                .muxiUserId());

        assertThat(text(workshop.user(acme + ":slack-" + acme).tools().call("desk", "echo", Map.of("with", "hello"))))
                .isEqualTo("hello");
    }

    @Test
    void aToolThatOnesGroupIsDeniedLooksLikeOneThatDoesNotExist() {
        InsulaUser alice = workshop.user(acme + ":alice");
        alice.credentials().create("desk", null, Map.of("token", token));
        assertThat(alice.tools().list()).extracting(Tool::name).contains("read", "echo");

        workshop.asAdmin("PUT", "/groups/guests/members")
                .tenant(acme)
                .json(Map.of("members", List.of("alice")))
                .send();

        assertThat(alice.tools().list()).extracting(Tool::name).contains("echo").doesNotContain("read");
        assertThat(call("read").likeness("read"))
                .startsWith("404")
                .isEqualTo(call("none").likeness("none"));
    }

    @Test
    void aServerOutsideIsToldWhoCallsByTheUsersOwnKey() {
        String owner = Fresh.name("north") + ":carol";
        assertThat(alpha.user(owner).getMemories().items()).isEmpty();
        String key =
                alpha.client().keys().create(NewKey.client().forUser(owner)).secret();
        InsulaUser carol = workshop.user(acme + ":carol");
        carol.credentials().create("alpha_memory", null, Map.of("key", key));

        carol.tools().call("memories", "memory_add", Map.of("content", "The blue door sticks"));

        assertThat(alpha.user(owner).getMemories().items())
                .extracting(memory -> memory.content())
                .containsExactly("The blue door sticks");
        assertThat(carol.tools().list()).extracting(Tool::name).contains("memory_search");
        assertThat(workshop.as(acme + ":ben", "GET", "/mcp/tools")
                        .send()
                        .data("/unavailable")
                        .findValuesAsText("code"))
                .containsExactlyInAnyOrder("CREDENTIAL_MISSING", "CREDENTIAL_MISSING", "SERVICE_UNAVAILABLE");
        assertThat(server.log()).doesNotContain(key);
    }

    /** A22: an address of the house is not called without the operator's leave, whoever declares it. */
    @Test
    void aServerInsideTheHouseIsNotCalled() {
        Answer refused = workshop.as(acme + ":alice", "POST", "/mcp/tools/call")
                .json(Map.of("server", "inside", "tool", "memory_list"))
                .send();

        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.json().path("message").asText()).contains("may not call");
    }

    /** A21: a program reaches this server's port like anybody on the machine, and like anybody without a key. */
    @Test
    void aToolThatAsksThisServerIsNobody() {
        InsulaUser alice = workshop.user(acme + ":alice");
        alice.credentials().create("desk", null, Map.of("token", token));
        String asked = " GET /api/workshop/v1/memories HTTP/1.1\r\nHost: localhost\r\nX-Muxi-User-Id: " + acme
                + ":alice\r\nConnection: close\r\n\r\n";

        assertThat(text(alice.tools()
                        .call(
                                "desk",
                                "send",
                                Map.of("with", URI.create(server.url()).getPort() + asked))))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void whoIsSuspendedCallsNothingAndTheTrailTellsWhatWasCalled() {
        InsulaUser alice = workshop.user(acme + ":alice");
        alice.credentials().create("desk", null, Map.of("token", token));
        alice.tools().call("desk", "echo", Map.of("with", "secret words"));
        String id =
                workshop.client().forTenant(acme).resolveUser("alice", false).muxiUserId();

        String trail = workshop.asAdmin("GET", "/audit?tenant=" + acme + "&action=tool.call")
                .send()
                .body();
        assertThat(trail).contains("desk/echo").doesNotContain("secret words").doesNotContain(token);
        workshop.asAdmin("PATCH", "/admin/users/" + id)
                .tenant(acme)
                .json(Map.of("status", "suspended"))
                .send();

        assertThat(call("echo").status()).isEqualTo(403);
    }

    @Test
    void aCallThatCannotBeMeantIsRefusedAtOnce() {
        assertThat(workshop.as(acme + ":alice", "POST", "/mcp/tools/call")
                        .json(Map.of("server", "desk", "arguments", "none", "colour", 1))
                        .send()
                        .faultyFields())
                .containsExactlyInAnyOrder("tool", "arguments", "colour");
        assertThat(workshop.as(acme + ":alice", "GET", "/mcp/servers/none")
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(workshop.as(acme + ":alice", "GET", "/mcp/servers")
                        .send()
                        .data("/servers/0/auth/credentials/0/service")
                        .asText())
                .isEqualTo("desk");
    }

    private Answer call(String tool) {
        return workshop.as(acme + ":alice", "POST", "/mcp/tools/call")
                .json(Map.of("server", "desk", "tool", tool, "arguments", Map.of("with", "/etc/hostname")))
                .send();
    }

    private static InsulaException refusal(InsulaTools tools, String tool) {
        return catchThrowableOfType(InsulaException.class, () -> tools.call("desk", tool, Map.of()));
    }

    private static String text(ToolResult result) {
        return String.valueOf(result.content().get(0).get("text"));
    }
}
