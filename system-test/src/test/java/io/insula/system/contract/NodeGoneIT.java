package io.insula.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.Message;
import io.insula.client.Session;
import io.insula.model.testing.ModelServer;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.OwnDatabase;
import io.insula.system.launch.Patience;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.launch.VaultKeys;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import io.insula.system.wire.Webhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One of two nodes stands still or is killed while it works: the other carries on, and whoever comes late does nothing. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeGoneIT {

    private static final Duration PROMISED_TAKEOVER = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String LEASE = System.getProperty("insula.lease", "PT4S");
    private static final int WRITERS = 3;
    private static final int REQUESTS = 6;
    private static final int LINES = 300;

    private static ModelServer provider;
    private static Webhook webhook;
    private static OwnDatabase database;
    private static LaunchedServer one;
    private static LaunchedServer other;

    private final String tenant = Fresh.name("acme");
    private final Door here = one.formation("later");
    private final Door there = other.formation("later");

    @BeforeAll
    static void launch() throws IOException {
        provider = ModelServer.start();
        webhook = Webhook.open();
        database = OwnDatabase.start("node-gone");
        Path formations = LaunchedServer.freshDirectory("formations");
        Files.writeString(
                Files.createDirectory(formations.resolve("later")).resolve("formation.afs"),
                """
                schema: "1.0.0"
                id: later
                tenancy: {create: on_first_use}
                llm:
                  base_url: "%s"
                  settings: {max_retries: 0}
                  models: [{text: house/talker}]
                async: {threshold_seconds: 600, webhook_secret: whsec_later_0123456789}
                """
                        .formatted(provider.url()));
        one = node("gone-one", VaultKeys.freshDirectory("gone-one"), formations, "70000");
        Path keys = new Nodes(one, null, 0, 0).directoryWithTheirKeys("gone-other");
        other = node("gone-other", keys, formations, "71000");
    }

    private static LaunchedServer node(String name, Path data, Path formations, String uids) {
        Map<String, String> properties = Map.of(
                "insula.egress.allow", "127.0.0.1",
                "insula.idempotency.lease", LEASE,
                "insula.work.lease", LEASE,
                "insula.chat.reflections", "0",
                "insula.tools.first-uid", uids);
        return LaunchedServer.start(name, data, properties, database.options("--formations", formations.toString()));
    }

    @AfterAll
    static void end() {
        other.close();
        one.close();
        database.close();
        webhook.close();
        provider.close();
    }

    @Test
    @Order(1)
    void whoeverStoodStillForTooLongNeitherWritesNorFinishes() {
        String name = tenant + ":alice";
        InsulaUser alice = there.user(name);
        Session session = alice.createSession();
        CountDownLatch late = new CountDownLatch(1);
        provider.next(exchange -> {
            late.await();
            exchange.say("This comes too late.");
        });
        provider.reply(asked -> "This comes in time.");
        int before = provider.prompts().size();
        String id = onlyHere(() -> {
            String taken =
                    here.user(name).chatAsync("Who carries on?", session.id()).id();
            Patience.until("the model is asked", LONG, () -> provider.prompts().size() > before);
            return taken;
        });

        one.process().freeze();
        try {
            Patience.until(
                    "the other node's answer",
                    PROMISED_TAKEOVER,
                    () -> there.user(name).getRequest(id).status().equals("completed"));
        } finally {
            late.countDown();
            one.process().thaw();
        }
        // On that node, a turn of the same session comes behind whatever is left of the first.
        here.user(name).chat("And now?", session.id());

        assertThat(there.user(name).getRequest(id).result().response()).isEqualTo("This comes in time.");
        assertThat(alice.getSessionMessages(session.id()).items())
                .extracting(Message::content)
                .containsExactlyInAnyOrder("Who carries on?", "This comes in time.", "And now?", "This comes in time.");
    }

    @Test
    @Order(2)
    void whatAKilledNodeAcknowledgedIsThereAndWhatItBeganIsDoneOnce() throws SQLException {
        Writers onIt = Writers.start(here, tenant, WRITERS);
        Writers beside = Writers.start(there, Fresh.name("globex"), WRITERS);
        CountDownLatch never = new CountDownLatch(1);
        provider.next(exchange -> never.await()).next(exchange -> never.await());
        int before = provider.prompts().size();
        List<String> requests = new ArrayList<>();
        String importer = Fresh.name("initech") + ":alice";
        String imported;
        try (onIt;
                beside) {
            onIt.await(LONG, 5);
            imported = onlyHere(() -> {
                IntStream.range(0, REQUESTS).forEach(i -> requests.add(ask(i)));
                Patience.until(
                        "the model is asked", LONG, () -> provider.prompts().size() >= before + 2);
                return here.user(importer).importMemories(lines()).id();
            });
            one.process().kill();
            onIt.awaitRefusals(LONG);
        }
        never.countDown();

        for (int i = 0; i < REQUESTS; i++) {
            assertAnsweredOnce(i, requests.get(i));
        }
        InsulaUser again = there.user(importer);
        Patience.until("the import", PROMISED_TAKEOVER, () -> again.getMemoryImport(imported)
                .state()
                .equals("done"));
        assertThat(again.getMemoryImport(imported).imported()).isEqualTo(LINES);
        assertThat(again.memories()).hasSize(LINES);
        assertThat(beside.refused()).isEmpty();
        Aftermath aftermath = new Aftermath(database, there);
        aftermath.assertNothingIsLostOrHalfDone(beside);
        aftermath.assertNothingIsLostOrHalfDone(onIt);
    }

    /** Has something done while the other node stands still, so that it is this one that has the work in hand. */
    private static <T> T onlyHere(Supplier<T> what) {
        other.process().freeze();
        try {
            return what.get();
        } finally {
            other.process().thaw();
        }
    }

    private String asker(int number) {
        return tenant + ":asker-" + number;
    }

    private String ask(int number) {
        return here.as(asker(number), "POST", "/chat")
                .json(Map.of("message", "Who carries on?", "mode", "async", "webhook_url", webhook.url(path(number))))
                .send()
                .data("/request_id")
                .asText();
    }

    private String path(int number) {
        return "/" + tenant + "/" + number;
    }

    private void assertAnsweredOnce(int number, String request) {
        InsulaUser asker = there.user(asker(number));
        Patience.until("the answer", PROMISED_TAKEOVER, () -> asker.getRequest(request)
                .status()
                .equals("completed"));
        assertThat(asker.getSessionMessages(asker.getRequest(request).sessionId())
                        .items())
                .hasSize(2);
        Patience.until("the news of it", PROMISED_TAKEOVER, () -> webhook.accepted(path(number)) > 0);
        assertThat(webhook.told(path(number)).stream()
                        .map(Webhook.Told::delivery)
                        .collect(Collectors.toSet()))
                .hasSize(1);
    }

    private static String lines() {
        return IntStream.range(0, LINES)
                .mapToObj(i -> "{\"content\":\"" + Fresh.name("Fact") + "\"}")
                .collect(Collectors.joining("\n"));
    }
}
