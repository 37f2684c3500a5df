package io.insula.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.Audit;
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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database goes away under load and comes back: callers are told to wait, and nothing is half done. */
class DatabaseAwayIT {

    private static final Duration PROMISED_RECOVERY = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int WRITERS = 6;
    private static final int RESTARTS = Integer.getInteger("insula.restarts", 2);

    private static final String TOLD_TO_WAIT = "503 1 SERVICE_UNAVAILABLE";
    private static final String OF_TENANT = " where tenant_id in (select tenant_id from insula.tenant where slug = ?)";

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
        for (Note note : writers.acknowledged()) {
            assertThat(memories(tenant, note)).containsExactly(note.memory());
        }
        for (Note note : writers.refused()) {
            assertThat(memories(tenant, note)).hasSizeLessThan(2);
        }
        assertThat(withoutTrail(tenant)).isZero();
        for (Note note : writers.refused()) {
            assertThat(memories(tenant, again(note))).hasSize(1);
        }
        assertThat(withoutTrail(tenant)).isZero();
        assertThat(count("select count(*) from insula.memory" + OF_TENANT, tenant))
                .isEqualTo(writers.acknowledged().size() + writers.refused().size());
        Audit trail = alpha.client().audit(tenant);
        Patience.until("the seal", LONG, () -> trail.head().unsealed() == 0);
        assertThat(trail.verify().faults()).isEmpty();
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
        assertThat(new Asking("GET", server.probes() + "/health/ready").send().status())
                .isEqualTo(200);
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

    private static void assertProbesSayAway() {
        Answer probed = new Asking("GET", server.probes() + "/health/ready").send();
        assertThat(probed.status()).as(probed.body()).isEqualTo(503);
        assertThat(new Asking("GET", server.probes() + "/health/live").send().status())
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

    /** The same request until it is carried out; the key is kept for a while by the attempt that nobody could end. */
    private Note again(Note note) {
        AtomicReference<Note> last = new AtomicReference<>();
        Patience.until("the repetition", LONG, () -> {
            last.set(Writers.send(alpha, note.user(), note.words()));
            return last.get().answer().status() != 409;
        });
        assertThat(last.get().acknowledged()).as(last.get().answer().body()).isTrue();
        return last.get();
    }

    private static List<String> memories(String tenant, Note note) throws SQLException {
        return read("select memory_id from insula.memory" + OF_TENANT + " and content = ?", tenant, note.words());
    }

    private static int count(String sql, String... parameters) throws SQLException {
        return Integer.parseInt(read(sql, parameters).get(0));
    }

    /** How many memories have no row of the trail, or more than one, or a row is without its memory. */
    private static int withoutTrail(String tenant) throws SQLException {
        return count(
                """
                with memories as (select memory_id from insula.memory where tenant_id in
                                     (select tenant_id from insula.tenant where slug = ?)),
                     rows as (select resource_id, count(*) as many from insula.audit_entry
                               where action = 'memory.create' and tenant_id in
                                     (select tenant_id from insula.tenant where slug = ?)
                               group by resource_id)
                select count(*) from memories full join rows on memory_id = resource_id
                 where many is distinct from 1 or memory_id is null
                """,
                tenant,
                tenant);
    }

    private static List<String> read(String sql, String... parameters) throws SQLException {
        try (Connection connection = database.superuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
                return values;
            }
        }
    }
}
