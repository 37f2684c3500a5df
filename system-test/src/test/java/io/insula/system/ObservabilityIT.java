package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Observed;
import io.insula.system.launch.Observed.House;
import io.insula.system.launch.Patience;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Collector;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import io.insula.system.wire.Outside;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How requests are seen from outside: as traces, and in the log. */
@ExtendWith(Observed.class)
class ObservabilityIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECRET = "the-violet-elephant-sings-at-noon";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private final LaunchedServer server;
    private final Collector collector;
    private final Outside outside;
    private final Door alpha;

    ObservabilityIT(House house) {
        server = house.server();
        collector = house.collector();
        outside = house.outside();
        alpha = server.formation("alpha");
    }

    @Test
    void aRequestIsAStepThatNamesRouteAndTenant() {
        String tenant = Fresh.name("acme");
        Answer answer = memory(tenant + ":alice").send();

        Span span = spanOf(answer);
        assertThat(span.getName()).isEqualTo("POST /v1/memories");
        assertThat(Collector.text(span.getAttributesList(), "http.route")).isEqualTo("/v1/memories");
        assertThat(Collector.text(span.getAttributesList(), "insula.tenant")).isEqualTo(tenant);
        assertThat(Collector.text(span.getAttributesList(), "insula.formation")).isEqualTo("alpha");
        assertThat(span.getParentSpanId().isEmpty()).isTrue();
    }

    @Test
    void aCallersTraceIsContinued() {
        Answer answer = memory(Fresh.name("acme") + ":alice")
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .send();

        Span span = spanOf(answer);
        assertThat(Collector.hex(span.getTraceId())).isEqualTo(TRACE);
        assertThat(Collector.hex(span.getParentSpanId())).isEqualTo(CALLER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-0000000000000000-01",
                "00-00000000000000000000000000000000-" + CALLER + "-01",
                "ff-" + TRACE + "-" + CALLER + "-01",
                "00-" + TRACE + "-" + CALLER + "-01-more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + CALLER + "-01",
                "anything"
            })
    void aMalformedTraceIsIgnored(String sent) {
        Answer answer = memory(Fresh.name("acme") + ":alice")
                .header("traceparent", sent)
                .send();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(spanOf(answer).getParentSpanId().isEmpty()).isTrue();
        assertThat(Collector.hex(spanOf(answer).getTraceId())).isNotEqualTo(TRACE);
    }

    @Test
    void aModelIsToldTheTraceAndNothingElseOfTheCallersContext() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        Answer answer = alpha.as(Fresh.name("acme") + ":alice", "POST", "/chat")
                .header("traceparent", "00-" + trace + "-" + CALLER + "-01")
                .header("tracestate", "vendor=" + SECRET)
                .header("baggage", "stranger=" + SECRET)
                .json(Map.of("message", SECRET))
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(outside.calls("/v1/chat/completions", trace)).isNotEmpty().allSatisfy(call -> {
            assertThat(call.trace()).doesNotContain(CALLER);
            assertThat(call.headers()).doesNotContainKeys("Tracestate", "Baggage");
        });
        spanOf(answer);
        Patience.until("the steps of the model call", SOON, () -> collector.spans().stream()
                .filter(span -> Collector.hex(span.getTraceId()).equals(trace))
                .map(Span::getName)
                .toList()
                .containsAll(List.of("POST /v1/chat", "model", "egress POST")));
    }

    @Test
    void anEmbedderIsToldTheTrace() {
        String trace = "1af7651916cd43dd8448eb211c80319c";
        Answer answer = server.formation("far")
                .as(Fresh.name("acme") + ":alice", "POST", "/memories")
                .header("traceparent", "00-" + trace + "-" + CALLER + "-01")
                .json(Map.of("content", SECRET))
                .send();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(outside.calls("/v1/embeddings", trace)).isNotEmpty().allSatisfy(call -> assertThat(call.trace())
                .doesNotContain(CALLER));
        assertThat(Collector.hex(spanOf(answer).getTraceId())).isEqualTo(trace);
        Patience.until("the steps of the embedding", SOON, () -> collector.spans().stream()
                .filter(span -> Collector.hex(span.getTraceId()).equals(trace))
                .map(Span::getName)
                .toList()
                .containsAll(List.of("POST /v1/memories", "embed", "model", "egress POST")));
    }

    @Test
    void aToolIsToldTheTraceInItsHeadersAndInTheMessage() {
        String trace = "2af7651916cd43dd8448eb211c80319c";
        Answer answer = alpha.as(Fresh.name("acme") + ":alice", "POST", "/mcp/tools/call")
                .header("traceparent", "00-" + trace + "-" + CALLER + "-01")
                .json(Map.of("server", "bell", "tool", "ring", "arguments", Map.of()))
                .send();

        assertThat(answer.body()).contains("Ding");
        assertThat(outside.calls("/mcp", trace))
                .filteredOn(call -> call.body().path("method").asText().equals("tools/call"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.trace()).doesNotContain(CALLER);
                    assertThat(call.body().at("/params/_meta/traceparent").asText())
                            .startsWith("00-" + trace + "-")
                            .doesNotContain(CALLER);
                });
        assertThat(Collector.hex(spanOf(answer).getTraceId())).isEqualTo(trace);
    }

    @Test
    void aVendorsStateOfAnyLengthIsLeftBehind() {
        String trace = "3af7651916cd43dd8448eb211c80319c";
        Answer answer = alpha.as(Fresh.name("acme") + ":alice", "POST", "/chat")
                .header("traceparent", "00-" + trace + "-" + CALLER + "-01")
                .header("tracestate", "vendor=" + "x".repeat(2_000))
                .json(Map.of("message", "Hello"))
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(spanOf(answer).getTraceState()).isEmpty();
        assertThat(outside.calls("/v1/chat/completions", trace))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.headers()).doesNotContainKey("Tracestate"));
    }

    @Test
    void neitherContentsNorKeysNorUsersLeaveTheHouse() {
        String user = Fresh.name("alice");
        Answer answer = memory(Fresh.name("acme") + ":" + user).send();
        alpha.as(Fresh.name("acme") + ":" + user, "GET", "/memories?query=" + SECRET)
                .send();
        Answer last = alpha.as(Fresh.name("acme") + ":" + user, "GET", "/memories/" + SECRET)
                .send();

        spanOf(answer);
        spanOf(last);
        assertThat(collector.everything())
                .doesNotContain(SECRET)
                .doesNotContain(user)
                .doesNotContain(alpha.keys().client())
                .doesNotContain(alpha.keys().admin());
    }

    @Test
    @Tag("launcher")
    void allThatIsPrintedIsAnObjectALine() {
        String[] lines = server.process().output().split("\\R", -1);

        assertThat(lines)
                .filteredOn(line -> !line.isEmpty())
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> {
                    JsonNode event = new ObjectMapper().readTree(line);
                    assertThat(event.path("message").asText()).isNotEmpty();
                    assertThat(event.path("logger").asText()).isNotEmpty();
                });
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("Insula listens on"));
    }

    /** Servers write objects of their own shapes, with the same names in them. */
    @Test
    void linesOfTheLogSayWhoseTheyAre() throws IOException {
        String tenant = Fresh.name("acme");
        Answer answer = memory(tenant + ":alice")
                .header("X-Request-Id", "x\" forged")
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .send();

        Patience.until("the line", SOON, () -> lines(answer).findFirst().isPresent());
        String output = server.process().output();
        assertThat(output).doesNotContain("forged").doesNotContain(SECRET).doesNotContain("JsonFormatter");
        JsonNode event = new ObjectMapper().readTree(lines(answer).findFirst().orElseThrow());
        JsonNode names = event.path("mdc").isObject() ? event.path("mdc") : event;
        assertThat(names.path("request_id").asText()).isEqualTo(answer.requestId());
        assertThat(names.path("tenant").asText()).isEqualTo(tenant);
        assertThat(names.path("formation").asText()).isEqualTo("alpha");
        assertThat(names.path("trace_id").asText()).isEqualTo(TRACE);
        JsonNode message = event.has("message") ? event.path("message") : event.path("LogMessage");
        assertThat(message.asText()).startsWith("POST /v1/memories 201");
    }

    private Stream<String> lines(Answer answer) {
        return server.process()
                .output()
                .lines()
                .filter(line -> line.startsWith("{") && line.contains(answer.requestId()));
    }

    private Asking memory(String user) {
        return alpha.as(user, "POST", "/memories").json(Map.of("content", SECRET));
    }

    private Span spanOf(Answer answer) {
        Patience.until("the span of " + answer.requestId(), SOON, () -> collector
                .request(answer.requestId())
                .isPresent());
        return collector.request(answer.requestId()).orElseThrow();
    }
}
