package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.system.launch.Observed;
import io.insula.system.launch.Observed.House;
import io.insula.system.launch.Patience;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Collector;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the house counts and measures of itself, and tells a collector. */
@ExtendWith(Observed.class)
class MetricsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PENDING = "db.client.connection.pending_requests";
    private static final String MOST = "db.client.connection.max";
    private static final int POOL = 20;

    private final House house;
    private final Collector collector;
    private final Door alpha;

    MetricsIT(House house) {
        this.house = house;
        collector = house.collector();
        alpha = house.server().formation("alpha");
    }

    /** More than the pool holds have to wait at one table: what they hold and who waits for it is seen from outside. */
    @Test
    void thePoolIsSeenAsItIsUsed() throws Exception {
        assertThat(memory(Fresh.name("acme") + ":alice").send().status()).isEqualTo(201);
        List<CompletableFuture<Answer>> crowd = new ArrayList<>();
        ExecutorService callers = Executors.newFixedThreadPool(POOL + 4);
        try (Connection elsewhere = house.database().superuser()) {
            elsewhere.setAutoCommit(false);
            try (Statement statement = elsewhere.createStatement()) {
                statement.execute("lock table insula.memory in access exclusive mode");
            }
            for (int i = 0; i < POOL + 4; i++) {
                Asking asking = memory(Fresh.name("crowd") + ":alice");
                crowd.add(CompletableFuture.supplyAsync(asking::send, callers));
            }
            Patience.until("all connections in use", SOON, () -> lastUsed() == POOL);
            Patience.until("those who wait", SOON, () -> collector.last(PENDING) > 0);
            elsewhere.rollback();
        } finally {
            callers.shutdown();
        }

        for (CompletableFuture<Answer> each : crowd) {
            assertThat(each.get(SOON.toSeconds(), TimeUnit.SECONDS).status()).isEqualTo(201);
        }
        Patience.until("the end of the crowd", SOON, () -> lastUsed() < POOL / 2);
        Patience.until("nobody waiting", SOON, () -> collector.last(PENDING) == 0);
        assertThat(collector.names())
                .contains("db.client.connection.wait_time", "db.client.connection.use_time")
                .doesNotContain("db.client.connection.timeouts");
    }

    /** Which pool it is; how many it may hold, the application knows of its own alone. */
    @Test
    void thePoolHasANameAndASize() {
        memory(Fresh.name("acme") + ":alice").send();
        Patience.until("the pool", SOON, () -> !used().isEmpty());

        String pool = Collector.text(used().get(0).getAttributesList(), "db.client.connection.pool.name");
        assertThat(pool).matches("(java:app/)?jdbc/insula|java:jboss/datasources/insula");
        if (pool.startsWith("java:app/")) {
            assertThat(collector.last(MOST)).isEqualTo(POOL);
        } else {
            assertThat(collector.names()).doesNotContain(MOST);
        }
    }

    @Test
    void theCollectorIsToldWhatTheOperatorWroteForItAndTheLogIsNot() throws IOException {
        Patience.until("a sending", SOON, () -> !collector.credentials().isEmpty());
        assertThat(collector.credentials()).containsOnly("Bearer " + Observed.CREDENTIAL);

        house.tell(Observed.CREDENTIAL + "-anew");
        try {
            Patience.until("the changed one", SOON, () -> collector
                    .credentials()
                    .contains("Bearer " + Observed.CREDENTIAL + "-anew"));
        } finally {
            house.tell(Observed.CREDENTIAL);
        }
        assertThat(house.server().process().output()).doesNotContain(Observed.CREDENTIAL);
    }

    @Test
    void requestsAreCountedByRouteAndStatus() {
        memory(Fresh.name("acme") + ":alice").send();
        new Asking("GET", house.server().url() + "/console").send();

        Patience.until(
                "both routes", SOON, () -> requests().containsAll(List.of("/v1/memories 201", "/console/* 303")));
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
                        "db.client.connection.count",
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

        Answer later = memory(Fresh.name("acme") + ":alice").send();
        Patience.until("the span of " + later.requestId(), SOON, () -> collector
                .request(later.requestId())
                .isPresent());
    }

    private Asking memory(String user) {
        return alpha.as(user, "POST", "/memories").json(Map.of("content", "I live in Rome"));
    }

    private List<NumberDataPoint> used() {
        return collector.points("db.client.connection.count").stream()
                .filter(point -> "used".equals(Collector.text(point.getAttributesList(), "db.client.connection.state")))
                .toList();
    }

    private long lastUsed() {
        List<NumberDataPoint> points = used();
        return points.get(points.size() - 1).getAsInt();
    }

    private Set<String> requests() {
        return collector.labels("http.server.request.duration").stream()
                .map(labels -> Collector.text(labels, "http.route") + ' ' + status(labels))
                .collect(Collectors.toSet());
    }

    private static long status(List<KeyValue> labels) {
        return labels.stream()
                .filter(each -> each.getKey().equals("http.response.status_code"))
                .mapToLong(each -> each.getValue().getIntValue())
                .sum();
    }

    private Set<String> tenants() {
        Set<String> names = new HashSet<>();
        collector
                .points("insula.tenant.requests")
                .forEach(point -> names.add(Collector.text(point.getAttributesList(), "insula.tenant")));
        return names;
    }
}
