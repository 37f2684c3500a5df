package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Collector;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the house is seen from outside: by a collector of traces, in the log, and from pages of other hosts. */
@TestInstance(Lifecycle.PER_CLASS)
class ObservabilityIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECRET = "the-violet-elephant-sings-at-noon";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    private final List<Headers> modelCalls = new CopyOnWriteArrayList<>();
    private Collector collector;
    private HttpServer model;
    private LaunchedServer server;
    private Door alpha;

    @BeforeAll
    void launch() throws IOException {
        collector = Collector.open();
        model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.createContext("/", exchange -> {
            try (exchange) {
                modelCalls.add(exchange.getRequestHeaders());
                byte[] answer =
                        ("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":"
                                        + "\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}")
                                .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        model.start();
        server = LaunchedServer.start(
                "observed",
                LaunchedServer.freshDirectory("observed"),
                Map.of(
                        "insula.egress.allow", "127.0.0.1",
                        "insula.telemetry.endpoint", collector.url(),
                        "insula.telemetry.interval", "PT0.3S",
                        "insula.telemetry.tenants", "2",
                        "insula.telemetry.traces-percent", "100",
                        "insula.telemetry.traces-per-second", "10000",
                        "insula.log.format", "json"),
                "--formations",
                formations().toString());
        alpha = server.formation("alpha");
    }

    @AfterAll
    void close() {
        server.close();
        model.stop(0);
        collector.close();
    }

    private Path formations() throws IOException {
        Path formations = LaunchedServer.freshDirectory("formations");
        Files.writeString(
                Files.createDirectories(formations.resolve("alpha")).resolve("formation.afs"),
                """
                schema: "1.0.0"
                id: alpha
                tenancy: {create: on_first_use}
                llm:
                  base_url: "http://127.0.0.1:%d/v1"
                  models: [{text: house/talker}]
                agents:
                  - {id: clerk, system_message: You are the clerk.}
                """
                        .formatted(model.getAddress().getPort()));
        return formations;
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
        assertThat(modelCalls)
                .filteredOn(headers -> headers.getFirst("traceparent") != null
                        && headers.getFirst("traceparent").startsWith("00-" + trace + "-"))
                .isNotEmpty()
                .allSatisfy(headers -> {
                    assertThat(headers.getFirst("traceparent")).doesNotContain(CALLER);
                    assertThat(headers).doesNotContainKeys("Tracestate", "Baggage");
                });
        spanOf(answer);
        Patience.until("the steps of the model call", SOON, () -> collector.spans().stream()
                .filter(span -> Collector.hex(span.getTraceId()).equals(trace))
                .map(Span::getName)
                .toList()
                .containsAll(List.of("POST /v1/chat", "model", "egress POST")));
    }

    @Test
    void noMoreTenantsAreNamedThanMayBe() {
        for (int i = 0; i < 6; i++) {
            memory(Fresh.name("many") + ":alice").send();
        }

        Patience.until("the tenants' metrics", SOON, () -> tenants().contains("other"));
        assertThat(tenants()).hasSizeLessThanOrEqualTo(4).contains("other");
        assertThat(tenants().stream().filter(name -> !Set.of("none", "other").contains(name)))
                .hasSize(2);
    }

    @Test
    void everyPartOfTheHouseIsMeasured() {
        memory(Fresh.name("acme") + ":alice").send();
        alpha.as(Fresh.name("acme") + ":alice", "POST", "/chat")
                .json(Map.of("message", "Hello"))
                .send();

        Patience.until("all metrics", SOON, () -> collector
                .names()
                .containsAll(List.of(
                        "http.server.request.duration",
                        "insula.tenant.requests",
                        "insula.embedding.duration",
                        "insula.model.call.duration",
                        "insula.egress.call.duration",
                        "insula.db.connections.used",
                        "insula.db.connections.waiting",
                        "insula.work.in_hand",
                        "insula.cache.size",
                        "insula.cache.hits",
                        "insula.cache.misses")));
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
    void aBrokenCollectorCostsNoRequestAnything() {
        collector.broken(true);
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(memory(Fresh.name("acme") + ":alice").send().status())
                        .isEqualTo(201);
            }
        } finally {
            collector.broken(false);
        }

        spanOf(memory(Fresh.name("acme") + ":alice").send());
    }

    @Test
    @Tag("launcher")
    void linesOfTheLogSayWhoseTheyAre() throws IOException {
        String tenant = Fresh.name("acme");
        Answer answer = memory(tenant + ":alice")
                .header("X-Request-Id", "x\" forged")
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .send();

        Patience.until("the line", SOON, () -> server.process().output().contains(answer.requestId()));
        String output = server.process().output();
        assertThat(output).doesNotContain("forged").doesNotContain(SECRET).doesNotContain("JsonFormatter");
        String line = output.lines()
                .filter(each -> each.contains(answer.requestId()) && each.contains("io.insula.access"))
                .findFirst()
                .orElseThrow();
        JsonNode event = new ObjectMapper().readTree(line);
        assertThat(event.path("request_id").asText()).isEqualTo(answer.requestId());
        assertThat(event.path("tenant").asText()).isEqualTo(tenant);
        assertThat(event.path("formation").asText()).isEqualTo("alpha");
        assertThat(event.path("trace_id").asText()).isEqualTo(TRACE);
        assertThat(event.path("message").asText()).startsWith("POST /v1/memories 201");
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

    private Set<String> tenants() {
        Set<String> names = new HashSet<>();
        collector
                .points("insula.tenant.requests")
                .forEach(point -> names.add(Collector.text(point.getAttributesList(), "insula.tenant")));
        return names;
    }
}
