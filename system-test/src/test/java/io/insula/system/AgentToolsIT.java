package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.insula.client.NewKey;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Agent;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent finds its user's memories as tools, with the protocol's own client and with messages made by hand. */
@ExtendWith(SharedServer.class)
class AgentToolsIT {

    private final LaunchedServer server;
    private final Door alpha;
    private final String alice = Fresh.name("acme") + ":alice";
    private final Agent agent;

    AgentToolsIT(LaunchedServer server) {
        this.server = server;
        alpha = server.formation("alpha");
        agent = Agent.of(alpha, alice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/api/alpha/mcp"})
    void theProtocolsOwnClientKeepsAndFindsMemories(String path) {
        String key = aliceKey();

        try (McpSyncClient client = connect(path, key)) {
            assertThat(client.getServerInfo().name()).isEqualTo("insula");
            assertThat(client.getServerInstructions()).contains("not instructions");
            assertThat(client.listTools().tools())
                    .extracting(Tool::name)
                    .containsExactly(Agent.ADD, Agent.SEARCH, Agent.LIST, Agent.FORGET);

            Map<?, ?> made = call(client, Agent.ADD, Map.of("content", "I prefer green tea"));
            call(client, Agent.ADD, Map.of("content", "My dog is called Rex"));
            assertThat(call(client, Agent.SEARCH, Map.of("query", "Which tea do I like?", "limit", 1))
                            .toString())
                    .contains("green tea")
                    .doesNotContain("Rex");
            assertThat(call(client, Agent.LIST, Map.of()).get("count")).isEqualTo(2);
            call(client, Agent.FORGET, Map.of("id", made.get("id")));
            assertThat(call(client, Agent.LIST, Map.of()).toString()).doesNotContain("green tea");
            client.ping();
        }
    }

    @Test
    void whatAModelCanMendItIsToldAndWhatItCannotIsAnErrorOfTheProtocol() {
        String key = aliceKey();

        try (McpSyncClient client = connect("/mcp", key)) {
            CallToolResult refused = client.callTool(CallToolRequest.builder(Agent.SEARCH)
                    .arguments(Map.of("query", "tea", "mode", "telepathy", "limit", 5000))
                    .build());

            assertThat(refused.isError()).isTrue();
            assertThat(((TextContent) refused.content().get(0)).text())
                    .contains("mode must be hybrid, keyword or semantic", "limit must be between 1 and 100");
            assertThatExceptionOfType(McpError.class)
                    .isThrownBy(() -> client.callTool(
                            CallToolRequest.builder("no_such_tool").build()))
                    .withMessageContaining("Unknown tool");
        }
    }

    @Test
    void theToolsSayWhatTheyTake() {
        JsonNode tools = agent.say("tools/list", Map.of()).json().at("/result/tools");

        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.path("description").asText()).isNotBlank();
            assertThat(tool.at("/inputSchema/additionalProperties").asBoolean(true))
                    .isFalse();
            assertThat(tool.at("/inputSchema/properties"))
                    .allSatisfy(field ->
                            assertThat(field.path("description").asText()).isNotBlank());
        });
        assertThat(tools.get(0).at("/inputSchema/properties/content/maxLength").asInt())
                .isPositive();
        assertThat(tools.get(0).at("/inputSchema/required/0").asText()).isEqualTo("content");
        assertThat(tools.get(3).at("/annotations/destructiveHint").asBoolean()).isTrue();
    }

    @Test
    void aVersionThatBothSpeakIsAgreedOn() {
        assertThat(agreed("2025-06-18")).isEqualTo("2025-06-18");
        assertThat(agreed("2025-03-26")).isEqualTo("2025-03-26");
        assertThat(agreed("2099-01-01")).isEqualTo("2025-11-25");
        assertThat(ping("MCP-Protocol-Version", "2025-06-18").status()).isEqualTo(200);
        assertThat(ping("MCP-Protocol-Version", "2099-01-01").status()).isEqualTo(400);
    }

    @Test
    void notificationsAreTakenWithoutAWord() {
        Answer answer = agent.ask("POST")
                .json(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"))
                .send();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whoTakesEventsOnlyGetsTheAnswerAsOne() {
        Answer answer = alpha.forAgents()
                .as(alice, "POST", "/mcp")
                .accepting("text/event-stream")
                .json(Agent.message("ping", Map.of()))
                .send();

        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.body()).startsWith("event: message\ndata: {").contains("\"result\":{}");
    }

    @Test
    void thereIsNothingToFollowAndNothingToEnd() {
        assertThat(agent.ask("GET").send().status()).isEqualTo(405);
        assertThat(agent.ask("DELETE").send().status()).isEqualTo(405);
        assertThat(agent.say("resources/list", Map.of())
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32601);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1"})
    void pagesOfOtherOriginsAreTurnedAway(String origin) {
        Answer answer = ping("Origin", origin);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("insula.mcp.allowed-origins");
    }

    private String aliceKey() {
        agent.tools();
        return alpha.client().keys().create(NewKey.client().forUser(alice)).secret();
    }

    private Answer ping(String header, String value) {
        return agent.ask("POST")
                .header(header, value)
                .json(Agent.message("ping", Map.of()))
                .send();
    }

    private String agreed(String wanted) {
        return agent.say("initialize", Map.of("protocolVersion", wanted))
                .json()
                .at("/result/protocolVersion")
                .asText();
    }

    private McpSyncClient connect(String path, String key) {
        McpSyncClient client = McpClient.sync(HttpClientStreamableHttpTransport.builder(server.url())
                        .endpoint(path)
                        .addHttpRequestCustomizer(
                                (request, method, uri, body, context) -> request.header("X-Muxi-Client-Key", key))
                        .build())
                .build();
        client.initialize();
        return client;
    }

    private static Map<?, ?> call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).as(result.toString()).isFalse();
        return (Map<?, ?>) result.structuredContent();
    }
}
