package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.insula.client.Erasure;
import io.insula.client.InsulaException;
import io.insula.client.InsulaUser;
import io.insula.client.Session;
import io.insula.postgres.testing.TestDatabase;
import io.insula.system.launch.LaunchedServer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One user is erased from every store and node, also while turns are under way; nobody else is. */
@ExtendWith(TwoNodes.class)
class ForgetIT {

    private static final String STATEMENT = "My dentist is Doctor Halvorsen";
    private static final String QUESTION = "Who is my dentist?";

    private final LaunchedServer one;
    private final LaunchedServer other;
    private final String tenant = Fresh.name("acme");
    private final InsulaUser alice;
    private final InsulaUser aliceOnTheOther;

    ForgetIT(Nodes nodes) {
        one = nodes.one();
        other = nodes.other();
        alice = one.formation("alpha").user(tenant + ":alice");
        aliceOnTheOther = other.formation("alpha").user(tenant + ":alice");
    }

    @Test
    void nothingIsLeftOfTheUserInAnyTableButTheTrail() throws SQLException {
        furnish(alice);
        assertThat(aliceOnTheOther.chat(QUESTION).response()).contains("Halvorsen");
        String id = userId();

        Erasure erasure = alice.forget();

        assertThat(erasure.remaining()).isZero();
        assertThat(erasure.erased())
                .containsKeys(
                        "app_user",
                        "user_identifier",
                        "chat_session",
                        "message",
                        "buffer_entry",
                        "memory",
                        "memory_vector",
                        "working_entry",
                        "preference",
                        "synopsis");
        assertThat(tablesWithRowsOf(id)).containsExactly("audit_entry");
        assertThat(count(
                        "select count(*) from insula.audit_entry where user_id = ? and action = 'user.erase'"
                                + " and resource_id = user_id",
                        id))
                .isOne();
    }

    @Test
    void whoeverRemembersTheNumberOfAnEventMissesNoneOfTheNewUsers() {
        ended(alice.chatAsync("Good morning", null).id());
        String last = eventsBehind("0").replaceAll("(?s).*id: (\\d+)\n.*", "$1");
        assertThat(eventsBehind(last)).doesNotContain("event: request");

        alice.forget();
        ended(alice.chatAsync("Good evening", null).id());

        assertThat(eventsBehind(last)).contains("request.queued", "request.completed");
        assertThat(eventsBehind("9" + last))
                .as("a number that has not come is of another day's database")
                .contains("request.queued");
    }

    private void ended(String request) {
        Patience.until("the answer", Duration.ofSeconds(30), () -> alice.getRequest(request)
                .isOver());
    }

    private String eventsBehind(String number) {
        return one.formation("alpha")
                .as(tenant + ":alice", "GET", "/events?wait=0")
                .header("Last-Event-ID", number)
                .send()
                .body();
    }

    @Test
    void whoComesUnderTheSameNameIsANewUserOnEveryNode() throws SQLException {
        furnish(alice);
        Session session = aliceOnTheOther.createSession();
        assertThat(aliceOnTheOther.chat(QUESTION).response()).contains("Halvorsen");
        String before = userId();

        alice.forget();

        assertThat(aliceOnTheOther.getMemories().items()).isEmpty();
        assertThat(aliceOnTheOther.chat(QUESTION).response()).doesNotContain("Halvorsen");
        assertThat(aliceOnTheOther.getPreferences().items()).isEmpty();
        assertThat(aliceOnTheOther.getSynopsis().synopsis()).doesNotContain("Halvorsen");
        assertThatExceptionOfType(InsulaException.class)
                .isThrownBy(() -> aliceOnTheOther.getSession(session.id()))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(404));
        assertThat(userId()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "said", "streamed", "remembered under a key"})
    void theVeryFirstRequestAfterwardsIsServedOnEveryNode(String what) throws SQLException {
        furnish(alice);
        assertThat(aliceOnTheOther.chat(QUESTION).response()).contains("Halvorsen");
        String before = userId();

        alice.forget();

        Answer first = firstRequest(other.formation("alpha"), what).send();
        assertThat(first.status()).as(first.body()).isBetween(200, 201);
        assertThat(first.body()).doesNotContain("Halvorsen").doesNotContain("event: error");
        assertThat(userId()).isNotEqualTo(before);
    }

    private Asking firstRequest(Door door, String what) {
        String user = tenant + ":alice";
        return switch (what) {
            case "read" -> door.as(user, "GET", "/memories");
            case "said" -> door.as(user, "POST", "/chat").json(Map.of("message", QUESTION));
            case "streamed" -> door.as(user, "POST", "/chat").json(Map.of("message", QUESTION, "stream", true));
            default ->
                door.as(user, "POST", "/memories")
                        .header("X-Muxi-Idempotency-Key", "afterwards")
                        .json(Map.of("content", "I like fencing"));
        };
    }

    @Test
    void nobodyElseIsTouched() {
        List<InsulaUser> neighbours = List.of(
                one.formation("alpha").user(tenant + ":bob"),
                one.formation("alpha").user(Fresh.name("globex") + ":alice"),
                one.formation("beta").user(tenant + ":alice"));
        neighbours.forEach(ForgetIT::furnish);
        furnish(alice);

        alice.forget();

        for (InsulaUser neighbour : neighbours) {
            assertThat(neighbour.chat(QUESTION).response()).contains("Halvorsen");
            assertThat(neighbour.getPreferences().items()).hasSize(2);
            assertThat(neighbour.getSynopsis().synopsis()).contains("Halvorsen");
        }
    }

    @Test
    void turnsUnderWayBringNothingBack() throws Exception {
        furnish(alice);
        String id = userId();
        int crowd = 6;
        ExecutorService threads = Executors.newFixedThreadPool(crowd);
        CountDownLatch talking = new CountDownLatch(crowd);
        List<Future<?>> turns = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            InsulaUser speaker = i % 2 == 0 ? alice : aliceOnTheOther;
            turns.add(threads.submit(() -> {
                speaker.chat("I like fencing");
                talking.countDown();
                for (int turn = 0; turn < 8; turn++) {
                    talk(speaker, "My lucky number is " + turn);
                }
            }));
        }
        assertThat(talking.await(60, TimeUnit.SECONDS)).isTrue();

        Erasure erasure = alice.forget();

        for (Future<?> turn : turns) {
            turn.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(erasure.remaining()).isZero();
        assertThat(tablesWithRowsOf(id)).containsExactly("audit_entry");
    }

    @Test
    void theUserMustBeNamed() {
        Answer answer = one.formation("alpha")
                .asNobody("POST", "/memory/forget")
                .json(Map.of())
                .send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactly("user_id");
    }

    @Test
    void anAdministratorErasesAUserAndAPartOfOneIsRefusedByName() {
        furnish(alice);
        Door door = one.formation("alpha");
        Map<String, String> part = Map.of("user_id", tenant + ":alice", "source", "slack");
        assertThat(door.asAdmin("POST", "/memory/forget").json(part).send().faultyFields())
                .containsExactly("source");

        Answer answer = door.asAdmin("POST", "/memory/forget")
                .json(Map.of("user_id", tenant + ":alice"))
                .send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.data("/remaining").asLong()).isZero();
        assertThat(alice.getMemories().items()).isEmpty();
    }

    private static void furnish(InsulaUser user) {
        user.chat(STATEMENT);
        user.setPreference("favorite.color", "blue");
        user.getSynopsis();
    }

    /** A turn may be refused while its user is erased: for a moment, or because its session is gone. */
    private static void talk(InsulaUser speaker, String words) {
        try {
            speaker.chat(words);
        } catch (InsulaException refused) {
            assertThat(refused.status()).isIn(404, 503);
        }
    }

    private String userId() throws SQLException {
        return rows(
                        "select i.user_id from insula.user_identifier i join insula.membership m"
                                + " using (tenant_id, formation_id) where m.slug = ? and m.formation_id = 'alpha'",
                        tenant)
                .get(0);
    }

    private static List<String> tablesWithRowsOf(String userId) throws SQLException {
        List<String> tables = rows("select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
                + " where c.relnamespace = 'insula'::regnamespace and c.relkind = 'r' and a.attname = 'user_id'"
                + " order by 1");
        List<String> holding = new ArrayList<>();
        for (String table : tables) {
            if (count("select count(*) from insula." + table + " where user_id = ?", userId) > 0) {
                holding.add(table);
            }
        }
        return holding;
    }

    private static long count(String sql, String parameter) throws SQLException {
        return Long.parseLong(rows(sql, parameter).get(0));
    }

    private static List<String> rows(String sql, String... parameters) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                        TestDatabase.instance().superuserDataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
        }
        return rows;
    }
}
