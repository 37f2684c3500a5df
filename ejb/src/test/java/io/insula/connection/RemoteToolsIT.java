package io.insula.connection;

import static io.insula.connection.Tools.AMPLE;
import static io.insula.connection.Tools.owner;
import static io.insula.connection.Tools.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.insula.connection.testing.RemoteToolServer;
import io.insula.egress.EgressClient;
import io.insula.egress.EgressConfiguration;
import io.insula.egress.EgressPolicy;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tools behind HTTP, reached by the one way out. */
@Timeout(60)
class RemoteToolsIT {

    private static final ToolOwner ALICE = owner("acme", "usr_alice");
    private static final ToolOwner BOB = owner("acme", "usr_bob");

    private RemoteToolServer server;
    private EgressClient egress;
    private ToolConnections connections;

    @BeforeEach
    void open() throws IOException {
        server = RemoteToolServer.start();
        connections = connections("127.0.0.1");
    }

    private ToolConnections connections(String allowed) {
        EgressConfiguration configuration = EgressConfiguration.allowing(allowed);
        egress = new EgressClient(new EgressPolicy(configuration), configuration);
        egress.open();
        return new ToolConnections(
                ToolConfiguration.defaults(),
                new Programs(SandboxConfiguration.defaults(), List.of()),
                egress,
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        connections.close();
        egress.close();
        server.close();
    }

    @Test
    void listsAllPagesAndReadsAnswersOfBothKinds() {
        assertThat(connections.tools(ALICE, remote("/mcp", "alice"), AMPLE))
                .extracting(ToolDescription::name)
                .containsExactly("echo", "stream");
        assertThat(say(ALICE, "echo", "as JSON")).isEqualTo("as JSON");
        assertThat(say(ALICE, "stream", "as a stream")).isEqualTo("as a stream");
        assertThat(server.received())
                .anyMatch(message ->
                        message.containsKey("result") && message.getString("id").equals("s-1"));
    }

    @Test
    void oneThatAsksWithoutEndIsAnsweredAFewTimesOnly() {
        assertThat(say(ALICE, "ask", "16")).isEqualTo("16");
        assertThat(answersOfOurs()).isEqualTo(16);

        PlatformException failure = catchThrowableOfType(PlatformException.class, () -> say(BOB, "ask", "500"));
        assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
        assertThat(failure).hasMessageContaining("asks without end");
        assertThat(answersOfOurs()).isEqualTo(32);
        assertThat(say(BOB, "echo", "unharmed")).isEqualTo("unharmed");
    }

    private long answersOfOurs() {
        return server.received().stream()
                .filter(message -> !message.containsKey("method"))
                .count();
    }

    @Test
    void eachUsersSecretGoesWithHisOwnCallsAlone() {
        assertThat(say(ALICE, "headers", "")).isEqualTo("Bearer usr_alice");
        assertThat(say(BOB, "headers", "")).isEqualTo("Bearer usr_bob");
        assertThat(say(ALICE, "headers", "")).isEqualTo("Bearer usr_alice");
    }

    @Test
    void aForgottenSessionIsBegunAnew() {
        say(ALICE, "echo", "");
        server.forget();

        assertThat(say(ALICE, "echo", "again")).isEqualTo("again");
    }

    @Test
    void followsNoRedirectAndTellsWhatIsWrong() {
        assertThat(failure("/redirect")).hasMessageContaining("status 307");
        assertThat(failure("/refuse")).hasMessageContaining("does not accept the credentials");
        assertThat(failure("/page")).hasMessageContaining("no answer of MCP");
        assertThat(failure("/nowhere").code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void callsNothingThatThePolicyForbids() {
        connections.close();
        egress.close();
        connections = connections("none");

        assertThat(failure("/mcp")).hasMessageContaining("may not call");
        assertThat(failure(URI.create("http://169.254.169.254/mcp"))).hasMessageContaining("may not call");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void sendsNoHeaderThatBreaksTheLine() {
        RemoteServer broken = new RemoteServer(server.address("/mcp"), Map.of("X-Token", "a\r\nX-Other: b"));
        PlatformException failure = catchThrowableOfType(
                PlatformException.class, () -> connections.call(ALICE, broken, AMPLE, "echo", with("")));

        assertThat(failure).hasMessageContaining("headers").hasMessageNotContaining("X-Other");
        assertThat(server.received()).isEmpty();
    }

    private PlatformException failure(String path) {
        return failure(server.address(path));
    }

    private PlatformException failure(URI address) {
        RemoteServer target = new RemoteServer(address, Map.of("Authorization", "Bearer secret-token"));
        PlatformException failure = catchThrowableOfType(
                PlatformException.class, () -> connections.call(ALICE, target, AMPLE, "echo", with("secret-text")));
        assertThat(failure).hasMessageNotContaining("secret-");
        return failure;
    }

    private String say(ToolOwner owner, String tool, String with) {
        return Tools.text(connections.call(owner, remote("/mcp", owner.userId()), AMPLE, tool, with(with)));
    }

    private RemoteServer remote(String path, String token) {
        return new RemoteServer(server.address(path), Map.of("Authorization", "Bearer " + token));
    }
}
