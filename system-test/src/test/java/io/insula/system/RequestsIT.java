package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.AsyncRequest;
import io.insula.client.InsulaUser;
import io.insula.client.Session;
import io.insula.postgres.testing.TestDatabase;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.VaultKeys;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import io.insula.system.wire.Webhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that are answered later: they survive what happens to the server, end once, and are their user's alone. */
class RequestsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static Webhook webhook;
    private static LaunchedServer server;
    private static Path formations;

    private final String tenant = Fresh.name("acme");
    private final String name = tenant + ":alice";
    private final Door later = server.formation("later");
    private final InsulaUser alice = later.user(name);

    /** A formation of its own, whose work no other server on the same database takes. */
    @BeforeAll
    static void launch() throws IOException {
        formations = LaunchedServer.freshDirectory("formations");
        Files.writeString(
                Files.createDirectory(formations.resolve("later")).resolve("formation.afs"),
                """
                schema: "1.0.0"
                id: later
                tenancy: {create: on_first_use}
                async: {webhook_secret: whsec_later_0123456789}
                """);
        Files.writeString(
                Files.createDirectory(formations.resolve("prompt")).resolve("formation.afs"),
                """
                schema: "1.0.0"
                id: prompt
                tenancy: {create: on_first_use}
                async: {threshold_seconds: 0}
                """);
        webhook = Webhook.open();
        server = launched(VaultKeys.freshDirectory("requests"));
    }

    @AfterAll
    static void stop() {
        server.close();
        webhook.close();
    }

    private static LaunchedServer launched(Path data) {
        TestDatabase database = TestDatabase.instance();
        return LaunchedServer.start(
                "requests",
                data,
                Map.of("insula.egress.allow", "127.0.0.1:" + webhook.port(), "insula.work.lease", "PT4S"),
                "--formations",
                formations.toString(),
                "--database-url",
                database.url(),
                "--database-password-file",
                database.appPasswordFile().toString());
    }

    @Test
    void aRequestIsTakenAtOnceAndAnsweredLater() {
        alice.addMemory("My tailor is Henri");
        Answer taken = later.as(name, "POST", "/chat")
                .json(Map.of("message", "Who is my tailor?", "mode", "async"))
                .send();

        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.data("/status").asText()).isEqualTo("queued");
        String id = taken.data("/request_id").asText();
        assertThat(taken.header("Location")).endsWith("/v1/requests/" + id);
        AsyncRequest done = ended(alice, id);
        assertThat(done.status()).isEqualTo("completed");
        assertThat(done.result().response()).contains("Henri");
        assertThat(done.result().message()).isEqualTo(done.result().response());
        assertThat(alice.getSessionMessages(done.sessionId()).items()).hasSize(2);
        assertThat(alice.getRequests().items()).extracting(AsyncRequest::id).containsExactly(id);
    }

    @Test
    void whatHappenedIsToldInOrderAndGoneOnWith() {
        Session session = alice.createSession();
        String id = alice.chatAsync("Good morning", session.id()).id();
        ended(alice, id);

        String told = later.as(name, "GET", "/events/" + session.id() + "/" + id)
                .send()
                .body();
        assertThat(told).containsSubsequence("event: request.queued", "event: request.running", "request.completed");
        String second = told.replaceAll("(?s).*id: (\\d+)\nevent: request.running.*", "$1");
        String rest = later.as(name, "GET", "/events?wait=0")
                .header("Last-Event-ID", second)
                .send()
                .body();
        assertThat(rest).contains("event: request.completed").doesNotContain("request.running");
        assertThat(later.as(name, "GET", "/events?wait=0")
                        .header("Last-Event-ID", "x")
                        .send()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anEventIsHeardWhileTheStreamGoesOn() throws Exception {
        CompletableFuture<Boolean> heard = CompletableFuture.supplyAsync(
                () -> later.as(name, "GET", "/events?wait=900").hears("request.completed"));
        ended(alice, alice.chatAsync("Good morning", null).id());

        assertThat(heard.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theSameNamesInAnotherTenantHearNothing() {
        Session session = alice.createSession();
        String id = alice.chatAsync("Good morning", session.id()).id();
        String namesake = Fresh.name("globex") + ":alice";

        for (String stranger : List.of(namesake, tenant + ":bob")) {
            assertThat(later.as(stranger, "GET", "/requests/" + id).send().status())
                    .isEqualTo(404);
            assertThat(later.as(stranger, "GET", "/events/" + session.id() + "/" + id)
                            .send()
                            .status())
                    .isEqualTo(404);
            assertThat(later.as(stranger, "GET", "/events?wait=0").send().body())
                    .doesNotContain(id);
            assertThat(later.user(stranger).getRequests().items()).isEmpty();
        }
        assertThat(ended(alice, id).status()).isEqualTo("completed");
    }

    @Test
    void aRequestThatIsCancelledWhileItRunsStaysCancelled() throws SQLException {
        Session session = alice.createSession();
        String id;
        Lock lock = Lock.on("message");
        try {
            id = alice.chatAsync("Good morning", session.id()).id();
            Patience.until("the request runs", SOON, () -> alice.getRequest(id)
                    .status()
                    .equals("running"));
            assertThat(alice.cancelRequest(id).status()).isEqualTo("cancelled");
            assertThat(alice.cancelRequest(id).status()).isEqualTo("cancelled");
        } finally {
            lock.close();
        }
        // A turn of the same session comes behind whatever is left of the first.
        alice.chat("Good evening", session.id());
        assertThat(alice.getRequest(id).status()).isEqualTo("cancelled");
        assertThat(alice.getSessionMessages(session.id()).items()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aRequestSurvivesTheServersSuddenEndAndIsAnsweredOnce() throws SQLException {
        Session session = alice.createSession();
        Answer kept = remembered();
        String id;
        Lock lock = Lock.on("message");
        try {
            id = alice.chatAsync("My plumber is Igor", session.id()).id();
            Patience.until("the request runs", SOON, () -> alice.getRequest(id)
                    .status()
                    .equals("running"));
            server.process().kill();
        } finally {
            lock.close();
        }
        server = launched(server.data());
        InsulaUser again = server.formation("later").user(name);

        assertThat(ended(again, id).status()).isEqualTo("completed");
        assertThat(again.getSessionMessages(session.id()).items()).hasSize(2);
        Answer replayed = remembered();
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replayed.body()).isEqualTo(kept.body());
    }

    @Test
    void theWebhookIsToldUntilItListensAndKnowsTheSender() {
        webhook.failsNext(2);
        String id = later.as(name, "POST", "/chat")
                .json(Map.of("message", "Good morning", "mode", "async", "webhook_url", webhook.url("/" + tenant)))
                .send()
                .data("/request_id")
                .asText();
        Patience.until("the webhook was told", SOON, () -> webhook.accepted("/" + tenant) == 1);
        Patience.until("the delivery is noted", SOON, () -> "delivered"
                .equals(alice.getRequest(id).webhook()));

        List<Webhook.Told> told = webhook.told("/" + tenant);
        assertThat(told).hasSize(3).allSatisfy(message -> assertThat(message.isSignedWith("whsec_later_0123456789"))
                .isTrue());
        assertThat(told)
                .extracting(Webhook.Told::delivery)
                .containsOnly(told.get(0).delivery());
        assertThat(told.get(0).json().at("/data/request_id").asText()).isEqualTo(id);
        assertThat(told.get(0).json().path("type").asText()).isEqualTo("request.completed");
    }

    @Test
    void anAddressInsideTheHouseIsNotCalled() {
        String id = later.as(name, "POST", "/chat")
                .json(Map.of("message", "Good morning", "mode", "async", "webhook_url", "http://169.254.169.254/"))
                .send()
                .data("/request_id")
                .asText();

        Patience.until("the message is given up", SOON, () -> "dead"
                .equals(alice.getRequest(id).webhook()));
        assertThat(alice.getRequest(id).status()).isEqualTo("completed");
    }

    @Test
    void aStreamEndsWhenItsTenantIsShutOut() {
        alice.createSession();
        CompletableFuture<Answer> stream = CompletableFuture.supplyAsync(
                () -> later.as(name, "GET", "/events?wait=60").send());
        // Once an event is seen by another stream, this one is open or will find the door shut.
        String id = alice.chatAsync("Good morning", null).id();
        ended(alice, id);
        later.client().suspendTenant(tenant);

        assertThat(stream.orTimeout(30, TimeUnit.SECONDS).join().body()).contains("FORBIDDEN");
    }

    @Test
    void aRequestThatItsUserCancelsTellsOfIt() throws SQLException {
        Session session = alice.createSession();
        String id;
        Lock lock = Lock.on("message");
        try {
            id = alice.chatAsync("Good morning", session.id()).id();
            Patience.until("the request runs", SOON, () -> alice.getRequest(id)
                    .status()
                    .equals("running"));
            alice.cancelRequest(id);
        } finally {
            lock.close();
        }

        for (String stream : List.of("/events?wait=0", "/events/" + session.id() + "/" + id)) {
            assertThat(later.as(name, "GET", stream).send().body())
                    .containsSubsequence("request.queued", "request.running", "event: request.cancelled", id)
                    .doesNotContain("request.completed");
        }
    }

    @Test
    void aRequestIsKnownByTheNameThatItsClientGaveIt() {
        Session session = alice.createSession();
        Map<String, String> body =
                Map.of("message", "Good morning", "mode", "async", "request_id", "order-7", "session_id", session.id());
        Answer taken = later.as(name, "POST", "/chat").json(body).send();
        Answer again = later.as(name, "POST", "/chat").json(body).send();

        assertThat(taken.data("/request_id").asText()).isEqualTo("order-7");
        assertThat(again.body()).isEqualTo(taken.body());
        AsyncRequest done = ended(alice, "order-7");
        assertThat(done.id()).isEqualTo(taken.data("/id").asText());
        assertThat(later.as(name, "GET", "/events/" + session.id() + "/order-7")
                        .send()
                        .body())
                .contains("\"request_id\":\"order-7\"");
        assertThat(alice.getRequests().items()).hasSize(1);
        assertThat(alice.cancelRequest("order-7").status()).isEqualTo("completed");
    }

    @Test
    void aNameIsOneUsersAndGivenOnce() {
        Map<String, String> body = Map.of("message", "Good morning", "mode", "async", "request_id", "order-8");
        later.as(name, "POST", "/chat").json(body).send();
        Answer anothers = later.as(tenant + ":bob", "POST", "/chat").json(body).send();
        Answer other = later.as(name, "POST", "/chat")
                .json(Map.of("message", "Good evening", "mode", "async", "request_id", "order-8"))
                .send();
        Answer underAKey = later.as(name, "POST", "/chat")
                .header("X-Muxi-Idempotency-Key", "key-8")
                .json(body)
                .send();
        Answer malformed = later.as(name, "POST", "/chat")
                .json(Map.of("message", "Good morning", "request_id", "../8"))
                .send();

        assertThat(anothers.status()).isEqualTo(202);
        assertThat(other.status()).isEqualTo(409);
        assertThat(underAKey.status()).isEqualTo(409);
        assertThat(underAKey.body()).contains("/v1/requests/order-8");
        assertThat(malformed.status()).isEqualTo(422);
        assertThat(malformed.faultyFields()).containsExactly("request_id");
        assertThat(later.as(tenant + ":carol", "GET", "/requests/order-8")
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anAdministratorFollowsAndCancelsWhatAUserAskedFor() throws SQLException {
        Session session = alice.createSession();
        Lock lock = Lock.on("message");
        try {
            String id = alice.chatAsync("Good morning", session.id()).id();
            assertThat(later.asAdmin("GET", "/requests").user(name).send().body())
                    .contains(id);
            assertThat(later.asAdmin("DELETE", "/requests/" + id)
                            .user(name)
                            .send()
                            .data("/status")
                            .asText())
                    .isEqualTo("cancelled");
            assertThat(later.asAdmin("GET", "/events/" + session.id() + "?wait=0")
                            .user(name)
                            .send()
                            .body())
                    .contains("request.cancelled");
            assertThat(later.asAdmin("GET", "/requests/" + id)
                            .user(tenant + ":bob")
                            .send()
                            .status())
                    .isEqualTo(404);
        } finally {
            lock.close();
        }
    }

    @Test
    void aFormationWithoutPatienceAnswersEverythingLater() {
        Answer taken = server.formation("prompt")
                .as(name, "POST", "/chat")
                .json(Map.of("message", "Good morning"))
                .send();

        assertThat(taken.status()).isEqualTo(202);
        assertThat(ended(
                                server.formation("prompt").user(name),
                                taken.data("/id").asText())
                        .status())
                .isEqualTo("completed");
    }

    private Answer remembered() {
        return server.formation("later")
                .as(name, "POST", "/memories")
                .header("X-Muxi-Idempotency-Key", "survives")
                .json(Map.of("content", "I like green tea"))
                .send();
    }

    private static AsyncRequest ended(InsulaUser user, String id) {
        Patience.until("the request has ended", SOON, () -> !List.of("queued", "running")
                .contains(user.getRequest(id).status()));
        return user.getRequest(id);
    }

    /** Keeps everybody from writing to a table, so that a request can be caught in the act. */
    private record Lock(Connection connection) {

        static Lock on(String table) throws SQLException {
            Connection connection =
                    TestDatabase.instance().superuserDataSource().getConnection();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("lock table insula." + table + " in share mode");
            }
            return new Lock(connection);
        }

        void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
