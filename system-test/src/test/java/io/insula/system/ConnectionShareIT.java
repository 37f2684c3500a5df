package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.postgres.testing.TestDatabase;
import io.insula.system.launch.Patience;
import io.insula.system.launch.TwoNodes;
import io.insula.system.launch.TwoNodes.Nodes;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tenant that holds its share of connections is told to come back, and the others do not notice. */
@ExtendWith(TwoNodes.class)
class ConnectionShareIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Door narrow;
    private final String acme = Fresh.name("acme");
    private final String globex = Fresh.name("globex");

    ConnectionShareIT(Nodes nodes) {
        narrow = nodes.one().formation("narrow");
    }

    @Test
    void aTenantWhoseShareIsUsedUpWaitsAndOthersDoNot() throws Exception {
        assertThat(add(acme + ":alice", "I live in Rome").send().status()).isEqualTo(201);
        assertThat(add(acme + ":ben", "I live in Bonn").send().status()).isEqualTo(201);

        CompletableFuture<Answer> held;
        try (Connection elsewhere =
                TestDatabase.instance().superuserDataSource().getConnection()) {
            elsewhere.setAutoCommit(false);
            lockWhatTheTenantChanges(elsewhere);
            held = CompletableFuture.supplyAsync(
                    () -> add(acme + ":alice", "I moved to Oslo").send());
            Patience.until("the request that holds the connection", SOON, ConnectionShareIT::somebodyWaitsForTheLock);

            Answer refused = narrow.as(acme + ":ben", "GET", "/memories").send();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("RATE_LIMITED");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(narrow.user(globex + ":carl").getMemories().items()).isEmpty();
            assertThat(add(globex + ":carl", "I live in Paris").send().status()).isEqualTo(201);
            elsewhere.rollback();
        }
        assertThat(held.get(SOON.toSeconds(), TimeUnit.SECONDS).status()).isEqualTo(201);
        assertThat(narrow.user(acme + ":ben").getMemories().items()).hasSize(1);
        assertThat(narrow.user(acme + ":alice").getMemories().items()).hasSize(2);
    }

    /** One connection is enough for all that a request does, one transaction after the other. */
    @Test
    void aShareOfOneConnectionServesEveryKindOfWork() {
        assertThat(add(acme + ":dora", "My cat is called Mitzi").send().status())
                .isEqualTo(201);
        assertThat(narrow.as(acme + ":dora", "POST", "/chat")
                        .json(Map.of("message", "What is my cat called?"))
                        .send()
                        .body())
                .contains("Mitzi");
        assertThat(narrow.as(acme + ":dora", "POST", "/credentials")
                        .json(Map.of("service", "github", "credential", Map.of("token", "ghp_of_dora_01234567")))
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(narrow.as(acme + ":dora", "GET", "/memories/mem_0123456789abcdefghjkmn")
                        .send()
                        .status())
                .isEqualTo(404);
    }

    /** Under a key, so that its answer is kept, which takes transactions of its own. */
    private Asking add(String user, String content) {
        return narrow.as(user, "POST", "/memories")
                .header("Idempotency-Key", Fresh.name("share"))
                .json(Map.of("content", content));
    }

    private void lockWhatTheTenantChanges(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select r.user_id from insula.memory_revision r join insula.membership m using (tenant_id, formation_id)"
                        + " where m.formation_id = 'narrow' and m.slug = ? for update of r")) {
            statement.setString(1, acme);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    private static boolean somebodyWaitsForTheLock() {
        try (Connection connection =
                        TestDatabase.instance().superuserDataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and usename = 'insula_app'");
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
