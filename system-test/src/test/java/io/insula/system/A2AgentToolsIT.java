package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.AuditEntry;
import io.insula.client.AuditQuery;
import io.insula.client.InsulaKeys;
import io.insula.client.InsulaUser;
import io.insula.client.IssuedKey;
import io.insula.client.Memory;
import io.insula.client.NewKey;
import io.insula.client.PageQuery;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Login;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Agent;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Attack A2: elsewhere the path of agents lacked the check of the tenant that the API had. Here each tool gets the attacks
 * that the routes get, and stands them in the same way.
 */
@ExtendWith(SharedServer.class)
class A2AgentToolsIT {

    private static final Map<String, Map<String, ?>> TOOLS = Map.of(
            Agent.ADD, Map.of("content", "I keep bees"),
            Agent.SEARCH, Map.of("query", "green tea", "min_score", -1),
            Agent.LIST, Map.of(),
            Agent.FORGET, Map.of("id", Fresh.absentId("mem")));

    private final String acme = Fresh.name("acme");
    private final Login login;
    private final Door alpha;
    private final Door beta;
    private final Door guarded;
    private final InsulaUser alice;
    private final InsulaKeys keys;
    private Memory memory;

    A2AgentToolsIT(LaunchedServer server, Login login) {
        this.login = login;
        alpha = server.formation("alpha");
        beta = server.formation("beta");
        guarded = server.formation("guarded");
        alice = alpha.user(acme + ":alice");
        keys = alpha.client().keys();
    }

    @BeforeEach
    void aliceHasAMemory() {
        memory = alice.addMemory("I prefer green tea");
    }

    @Test
    void strangersFindNothingAndForgetNothing() {
        List<Agent> strangers = List.of(
                Agent.of(alpha, acme + ":bob"),
                Agent.of(alpha, Fresh.name("globex") + ":alice"),
                Agent.of(alpha, "alice"),
                Agent.of(beta, acme + ":alice"),
                Agent.withToken(alpha, login.token(acme, "alice")));

        assertThat(strangers).allSatisfy(stranger -> {
            assertThat(stranger.done(Agent.LIST, Map.of()).at("/memories")).isEmpty();
            assertThat(stranger.done(Agent.SEARCH, TOOLS.get(Agent.SEARCH)).at("/memories"))
                    .isEmpty();
            assertThat(forget(stranger, memory.id()))
                    .startsWith("200")
                    .contains("\"isError\":true")
                    .isEqualTo(forget(stranger, Fresh.absentId("mem")));
        });
        assertThat(alice.getMemory(memory.id())).isEqualTo(memory);
        assertThat(Agent.of(alpha, acme + ":alice")
                        .done(Agent.FORGET, Map.of("id", memory.id()))
                        .at("/deleted")
                        .asBoolean())
                .isTrue();
        assertThat(alice.getMemories().items()).isEmpty();
    }

    @Test
    void whatIsAddedIsTheCallersAndNoArgumentMakesItAnothers() {
        Agent bob = Agent.of(alpha, acme + ":bob");

        bob.done(Agent.ADD, TOOLS.get(Agent.ADD));
        Answer refused = bob.call(Agent.ADD, Map.of("content", "I keep cats", "user_id", acme + ":alice"));

        assertThat(refused.json().at("/result/isError").asBoolean()).isTrue();
        assertThat(refused.json().at("/result/content/0/text").asText()).contains("user_id");
        assertThat(alpha.user(acme + ":bob").getMemories().items())
                .extracting(Memory::content)
                .containsExactly("I keep bees");
        assertThat(alice.getMemories().items()).extracting(Memory::id).containsExactly(memory.id());
    }

    @Test
    void aCursorOfAnotherUserOpensNothing() {
        alice.addMemory("My dog is called Rex");
        String cursor = Agent.of(alpha, acme + ":alice")
                .done(Agent.LIST, Map.of("limit", 1))
                .at("/next_cursor")
                .asText();

        Answer answer = Agent.of(alpha, acme + ":bob").call(Agent.LIST, Map.of("cursor", cursor));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("green tea").doesNotContain("mem_");
    }

    @Test
    void noKeyAndEveryWrongKeyAreAnsweredAsOnTheRoutes() {
        IssuedKey revoked = keys.create(NewKey.client().forUser(acme + ":alice"));
        Agent gone = Agent.withKey(alpha, revoked.secret());
        assertThat(gone.tools()).hasSize(TOOLS.size());
        keys.revoke(revoked.key().id());
        String wrong =
                Agent.withKey(alpha, "fmc_wrong").call(Agent.LIST, Map.of()).likeness();

        assertThat(wrong).startsWith("401").contains("UNAUTHORIZED");
        assertThat(TOOLS).allSatisfy((tool, arguments) -> assertThat(Stream.of(
                        gone,
                        new Agent(alpha, asking -> asking.user(acme + ":alice")),
                        Agent.withKey(alpha, alpha.keys().admin()),
                        new Agent(alpha, asking -> asking.adminKey(alpha.keys().admin())),
                        Agent.withKey(alpha, beta.keys().client()),
                        Agent.withToken(alpha, login.token(Login.OTHER, "alice", "insula", Map.of(), 600))))
                .allSatisfy(agent ->
                        assertThat(agent.call(tool, arguments).likeness()).isEqualTo(wrong)));
        assertThat(List.of("initialize", "ping", "tools/list", "nothing"))
                .allSatisfy(method ->
                        assertThat(gone.say(method, Map.of()).likeness()).isEqualTo(wrong));
    }

    @Test
    void aKeyOpensNoMoreThanItIsBoundTo() {
        String ofTenant = keys.create(NewKey.client().forTenant(acme)).secret();
        String ofUser = keys.create(NewKey.client().forUser(acme + ":alice")).secret();
        String globex = Fresh.name("globex");
        Agent own = Agent.withKey(alpha, ofUser);

        assertThat(own.done(Agent.LIST, Map.of()).at("/memories/0/id").asText()).isEqualTo(memory.id());
        assertThat(TOOLS).allSatisfy((tool, arguments) -> {
            assertThat(status(ofTenant, globex + ":alice", tool, arguments)).isEqualTo(403);
            assertThat(status(ofUser, acme + ":bob", tool, arguments)).isEqualTo(403);
            assertThat(new Agent(beta, asking -> asking.clientKey(ofUser))
                            .call(tool, arguments)
                            .status())
                    .isEqualTo(401);
        });
    }

    @Test
    void whoMayNotSeesNoToolAndCallsNone() {
        String narrow =
                keys.create(NewKey.client().forTenant(acme).scopedTo("memory")).secret();
        String none = keys.create(NewKey.client().forTenant(acme).scopedTo("requests"))
                .secret();

        assertThat(new Agent(alpha, asking -> asking.clientKey(narrow).user("alice")).tools())
                .hasSize(TOOLS.size());
        for (Agent agent : List.of(
                new Agent(alpha, asking -> asking.clientKey(none).user("alice")),
                Agent.of(guarded, acme + ":nobody"))) {
            String unknown = agent.call("no_such_tool", Map.of()).likeness();

            assertThat(unknown).startsWith("200").contains("Unknown tool");
            assertThat(agent.tools()).isEmpty();
            assertThat(TOOLS)
                    .allSatisfy((tool, arguments) ->
                            assertThat(agent.call(tool, arguments).likeness()).isEqualTo(unknown));
        }
        assertThat(alpha.client()
                        .audit(acme)
                        .list(
                                new AuditQuery(null, null, null, null, "POST /mcp", "forbidden", null, null),
                                PageQuery.of(1))
                        .items())
                .as("what was denied is in the trail")
                .hasSize(1);
    }

    @Test
    void aSuspendedUserIsTurnedAwayAsOnTheRoutes() {
        Agent agent = Agent.of(alpha, acme + ":alice");
        agent.done(Agent.LIST, Map.of());
        String id = alpha.client().forTenant(acme).resolveUser("alice", false).muxiUserId();

        alpha.client().forTenant(acme).suspendUser(id);

        assertThat(TOOLS).allSatisfy((tool, arguments) -> {
            Answer answer = agent.call(tool, arguments);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("FORBIDDEN");
        });
        assertThat(agent.say("tools/list", Map.of()).status()).isEqualTo(403);
        alpha.client().forTenant(acme).resumeUser(id);
        assertThat(agent.tools()).hasSize(TOOLS.size());
    }

    @Test
    void whatToolsChangeIsInTheTrail() {
        String made = Agent.of(alpha, acme + ":alice")
                .done(Agent.ADD, TOOLS.get(Agent.ADD))
                .at("/id")
                .asText();
        Agent.of(alpha, acme + ":alice").done(Agent.FORGET, Map.of("id", made));

        assertThat(alpha.client()
                        .audit(acme)
                        .list(new AuditQuery(null, null, null, null, made, null, null, null), PageQuery.of(5))
                        .items())
                .extracting(AuditEntry::action)
                .containsExactly("memory.delete", "memory.create");
    }

    @Test
    void brokenAndHugeBodiesAreRefusedBeforeAnythingIsDone() {
        Agent agent = Agent.of(alpha, acme + ":alice");
        String good = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

        assertThat(raw(agent, good)).isEqualTo(200);
        assertThat(Stream.of(
                        "",
                        "{",
                        "null",
                        "[" + good + "]",
                        "{}",
                        good + good,
                        good.replace("2.0", "1.0"),
                        good.replace("\"id\":1", "\"id\":null"),
                        good.replace("\"id\":1", "\"id\":{}"),
                        good.replace("\"id\":1", "\"id\":1,\"id\":2"),
                        good.replace("\"ping\"", "7"),
                        good.replace("}", ",\"params\":[]}"),
                        "{\"a\":".repeat(40) + "1" + "}".repeat(40)))
                .allSatisfy(body -> assertThat(raw(agent, body)).as(body).isEqualTo(400));
        assertThat(raw(agent, good.replace("}", ",\"params\":{\"a\":\"" + "x".repeat(1 << 20) + "\"}}")))
                .isEqualTo(413);
        assertThat(agent.ask("POST").text("text/plain", good).send().status()).isEqualTo(415);
        assertThat(agent.call(Agent.ADD, Map.of("content", "x".repeat(200_000)))
                        .json()
                        .at("/result/content/0/text")
                        .asText())
                .startsWith("invalid_params")
                .contains("content must be at most");
        assertThat(agent.call(Agent.ADD, Map.of("content", "tea\u0000")).status())
                .isEqualTo(400);
        assertThat(alice.getMemories().items()).extracting(Memory::id).containsExactly(memory.id());
    }

    private int status(String key, String user, String tool, Map<String, ?> arguments) {
        return new Agent(alpha, asking -> asking.clientKey(key).user(user))
                .call(tool, arguments)
                .status();
    }

    private static String forget(Agent agent, String id) {
        return agent.call(Agent.FORGET, Map.of("id", id)).likeness(id);
    }

    private static int raw(Agent agent, String body) {
        Asking asking = agent.ask("POST").text("application/json", body);
        return asking.send().status();
    }
}
