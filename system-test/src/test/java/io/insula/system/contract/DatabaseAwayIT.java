package io.insula.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.NewKey;
import io.insula.system.contract.Rehearsal.Guard;
import io.insula.system.contract.Rehearsal.Thing;
import io.insula.system.contract.Writers.Note;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.OwnDatabase;
import io.insula.system.launch.Patience;
import io.insula.system.launch.VaultKeys;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The database goes away under load and comes back: callers are told to wait, and nothing is half done. */
class DatabaseAwayIT {

    private static final Duration PROMISED_RECOVERY = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);
    private static final int WRITERS = 6;
    private static final int RESTARTS = Integer.getInteger("insula.restarts", 2);

    /** What a migration that ran leaves behind. */
    private static final String HISTORY =
            """
            insert into insula.flyway_schema_history
                   (installed_rank, version, description, type, script, installed_by, execution_time, success)
            select max(installed_rank) + 1, '%s', 'pretended', 'SQL', 'pretended', 'pretended', 0, true
              from insula.flyway_schema_history
            """;

    private static final String TOLD_TO_WAIT = "503 1 SERVICE_UNAVAILABLE";

    private static OwnDatabase database;
    private static LaunchedServer server;

    private final Door alpha = server.formation("alpha");
    private final List<Operation> operations = Operation.of(new Asking("GET", server.url() + "/openapi")
            .accepting("application/json")
            .send()
            .json());

    @BeforeAll
    static void launch() {
        database = OwnDatabase.start("database-away");
        server = LaunchedServer.start(
                "database-away",
                VaultKeys.freshDirectory("away"),
                // A key that nobody could give back is free again after that.
                Map.of("insula.idempotency.lease", "PT2S", "insula.egress.allow", "127.0.0.1"),
                database.options());
    }

    @AfterAll
    static void end() {
        server.close();
        database.close();
    }

    @Test
    void writesUnderLoadAreWhollyThereOrNotAtAll() throws SQLException {
        String tenant = Fresh.name("acme");
        Writers writers = Writers.start(alpha, tenant, WRITERS);
        try (writers) {
            writers.await(LONG, 5);
            for (int i = 0; i < RESTARTS; i++) {
                if (i % 2 == 0) {
                    database.breakDown();
                } else {
                    database.stop();
                }
                writers.awaitRefusals(LONG);
                database.bringBack();
                writers.await(PROMISED_RECOVERY, 5);
            }
        }

        assertThat(writers.refused()).isNotEmpty().allSatisfy(DatabaseAwayIT::assertToldToWait);
        new Aftermath(database, alpha).assertNothingIsLostOrHalfDone(writers);
    }

    /** Nobody is let in by what a node remembers, and nobody is told that a good key is a wrong one. */
    @Test
    void whateverIsAskedMeanwhileIsToBeAskedAgain() {
        Belongings own = Belongings.make(alpha);
        Map<Thing, String> ids = new EnumMap<>(Thing.class);
        for (Thing thing : Thing.values()) {
            ids.put(thing, own.id(thing));
        }
        String strange = alpha.client().keys().create(NewKey.client()).secret();
        database.stop();
        try {
            assertAllAreToldToWait(own, ids);
            Answer unseen = alpha.ask("GET", "/memories")
                    .clientKey(strange)
                    .user(own.owner())
                    .send();
            assertThat(told(unseen)).as(unseen.body()).isEqualTo(TOLD_TO_WAIT);
            assertProbesSayAway();
        } finally {
            database.bringBack();
        }
        Patience.until(
                "the next answer",
                PROMISED_RECOVERY,
                () -> alpha.as(own.owner(), "GET", "/memories").send().status() == 200);
        assertThat(readiness()).isEqualTo(200);
    }

    /** Nodes are replaced one by one after a migration: until then the old ones are not to be taken out of the balancer. */
    @Test
    void aNodeGoesOnOverANewerSchemaAndNotOverAnOlderOne() throws SQLException {
        try (Connection superuser = database.superuser();
                Statement history = superuser.createStatement()) {
            history.execute(HISTORY.formatted("999"));
            try {
                assertThat(readiness()).isEqualTo(200);
                assertThat(alpha.as(Fresh.name("acme") + ":alice", "GET", "/memories")
                                .send()
                                .status())
                        .isEqualTo(200);
                history.execute(HISTORY.formatted("001"));
                assertThat(readiness()).isEqualTo(503);
            } finally {
                history.execute("delete from insula.flyway_schema_history where description = 'pretended'");
            }
        }
        assertThat(readiness()).isEqualTo(200);
    }

    /** It takes as long as a statement may take, and the connections of those who come later. */
    @Test
    @EnabledIfSystemProperty(named = "insula.restarts", matches = "\\d{2,}", disabledReason = "It takes minutes")
    void aDatabaseThatIsSilentHoldsNobodyForEver() throws SQLException {
        Writers writers = Writers.start(alpha, Fresh.name("acme"), WRITERS);
        try (writers) {
            writers.await(LONG, 5);
            database.freeze();
            try {
                writers.awaitRefusals(LONGEST_SILENCE);
            } finally {
                database.thaw();
            }
            writers.await(PROMISED_RECOVERY, 5);
        }
        assertThat(writers.refused()).isNotEmpty();
        new Aftermath(database, alpha).assertNothingIsLostOrHalfDone(writers);
    }

    private void assertAllAreToldToWait(Belongings own, Map<Thing, String> ids) {
        SoftAssertions.assertSoftly(all -> operations.stream()
                .filter(operation -> Rehearsals.of(operation).guard() != Guard.NONE)
                .forEach(operation -> {
                    Rehearsal rehearsal = Rehearsals.of(operation);
                    Answer answer = rehearsal
                            .askProperly(alpha, operation, ids.get(rehearsal.thing()), own.owner())
                            .send();
                    all.assertThat(told(answer))
                            .as(operation + " " + answer.body())
                            .isEqualTo(TOLD_TO_WAIT);
                }));
    }

    private static int readiness() {
        return new Asking("GET", server.url() + "/health/ready").send().status();
    }

    private static void assertProbesSayAway() {
        Answer probed = new Asking("GET", server.url() + "/health/ready").send();
        assertThat(probed.status()).as(probed.body()).isEqualTo(503);
        assertThat(new Asking("GET", server.url() + "/health/live").send().status())
                .isEqualTo(200);
    }

    /** A stream of events may have begun before anybody asked the database; then all that it tells is this. */
    private static String told(Answer answer) {
        if (answer.header("Content-Type").startsWith("text/event-stream")) {
            String events = answer.body().replaceAll("(?m)^:.*$", "").strip();
            return events.matches("event: error\\Rdata: \\{\"code\":\"SERVICE_UNAVAILABLE\",.*\"retry_after\":1}")
                    ? TOLD_TO_WAIT
                    : answer.body();
        }
        return answer.status() + " " + answer.header("Retry-After") + " " + answer.code();
    }

    private static void assertToldToWait(Note note) {
        assertThat(note.answer()).isNotNull();
        assertThat(told(note.answer())).as(note.answer().body()).isEqualTo(TOLD_TO_WAIT);
    }
}
