package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.MemoryStats;
import io.insula.client.Message;
import io.insula.client.Session;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a conversation has in view can be looked at, emptied, and brought back with its session. */
@ExtendWith(SharedServer.class)
class BufferIT {

    private static final String MONDAY = "2026-01-05T08:00:00Z";

    private final String tenant = Fresh.name("acme");
    private final String name = tenant + ":alice";
    private final Door alpha;
    private final Door brief;
    private final InsulaUser alice;

    BufferIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        brief = server.formation("brief");
        alice = alpha.user(name);
    }

    @Test
    void buffersAreCountedAndEmptiedOneByOne() {
        String bees = alice.chat("I keep bees").sessionId();
        String oboe = alice.chat("I play the oboe").sessionId();
        InsulaUser bob = alpha.user(tenant + ":bob");
        bob.chat("I keep goats");

        Answer status = alpha.as(name, "GET", "/memory/buffer").send();
        assertThat(status.data("/sessions").findValuesAsText("session_id")).containsExactly(oboe, bees);
        assertThat(status.data("/sessions/0/messages").asInt()).isEqualTo(2);
        assertThat(status.data("/capacity").asInt())
                .isEqualTo(status.data("/size").asInt()
                        * status.data("/multiplier").asInt());

        assertThat(alpha.as(name, "DELETE", "/memory/buffer/" + bees)
                        .send()
                        .data("/messages")
                        .asInt())
                .isEqualTo(2);
        assertThat(sessionsInView(name)).containsExactly(oboe);
        assertThat(alpha.as(name, "DELETE", "/memory/buffer").send().status()).isEqualTo(200);
        assertThat(sessionsInView(name)).isEmpty();
        assertThat(sessionsInView(tenant + ":bob")).hasSize(1);
        assertThat(alice.getSessionMessages(bees).items()).as("the history").hasSize(2);
    }

    @Test
    void anExpiredSessionComesBackToLifeWithItsMessagesInView() {
        InsulaUser owner = brief.user(name);
        String session = owner.chat("I keep bees").sessionId();
        brief.as(name, "DELETE", "/memory/buffer").send();
        Patience.until(
                "the session's end",
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                () -> brief.as(name, "GET", "/sessions/" + session).send().status() == 410);

        Answer restored = brief.as(name, "POST", "/sessions/" + session + "/restore")
                .json(Map.of())
                .send();

        assertThat(restored.status()).as(restored.body()).isEqualTo(200);
        assertThat(restored.data("/messages").asInt()).isEqualTo(2);
        assertThat(restored.data("/active").asBoolean()).isTrue();
        assertThat(owner.getSession(session).id()).isEqualTo(session);
    }

    @Test
    void whatAClientKeptTakesTheBuffersPlaceAndBecomesNoMemory() {
        Session session = alice.createSession();
        alice.chat("I play the oboe", session.id());

        alice.restoreSession(
                session.id(),
                List.of(
                        Map.of("role", "user", "content", "I keep bees", "timestamp", MONDAY),
                        Map.of("role", "assistant", "content", "Noted.", "timestamp", MONDAY),
                        Map.of("role", "user", "content", "In the garden", "timestamp", MONDAY)));

        Answer status = alpha.as(name, "GET", "/memory/buffer").send();
        assertThat(status.data("/sessions/0/messages").asInt()).isEqualTo(3);
        assertThat(alice.getSessionMessages(session.id()).items())
                .extracting(Message::content)
                .contains("I play the oboe")
                .doesNotContain("I keep bees");
        assertThat(alice.getMemoryStats().memories()).as("the oboe alone").isOne();
    }

    @Test
    void whatAClientKeptIsRecalledWithinItsSession(LaunchedServer server) {
        Door fleeting = server.formation("fleeting");
        InsulaUser owner = fleeting.user(name);
        Session session = owner.createSession();
        owner.restoreSession(
                session.id(), List.of(Map.of("role", "user", "content", "My dog is called Rex", "timestamp", MONDAY)));

        assertThat(owner.chat("What is my dog called?", session.id()).response())
                .contains("Rex");
        assertThat(fleeting.user(tenant + ":bob").chat("What is my dog called?").response())
                .doesNotContain("Rex");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\": \"system\", \"content\": \"a\", \"timestamp\": \"2026-01-05T08:00:00Z\"} | messages[0].role",
                "{\"role\": \"user\", \"timestamp\": \"2026-01-05T08:00:00Z\"} | messages[0].content",
                "{\"role\": \"user\", \"content\": \"a\"} | messages[0].timestamp",
                "{\"role\": \"user\", \"content\": \"a\", \"timestamp\": \"2999-01-05T08:00:00Z\"} | messages[0].timestamp",
                "7 | messages"
            })
    void anUnfitMessageIsRefusedByItsPlace(String message, String field) {
        Session session = alice.createSession();

        Answer answer = alpha.as(name, "POST", "/sessions/" + session.id() + "/restore")
                .text("application/json", "{\"messages\": [" + message + "]}")
                .send();

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactly(field);
        assertThat(sessionsInView(name)).isEmpty();
    }

    @Test
    void statsCountWhatIsRememberedOfOneUser() {
        alice.addMemory("I prefer green tea");
        alice.putValue("n", "k", 1);
        alpha.user(tenant + ":bob").addMemory("I prefer black coffee");

        MemoryStats stats = alice.getMemoryStats();

        assertThat(stats.memories()).isOne();
        assertThat(stats.bytes()).isEqualTo("I prefer green tea".length());
        assertThat(stats.values()).isOne();
        assertThat(stats.oldest()).isEqualTo(stats.newest()).isNotNull();
        assertThat(stats.collections())
                .extracting(MemoryStats.OfCollection::name)
                .containsExactly("default");
        assertThat(stats.vectors()).singleElement().satisfies(model -> {
            assertThat(model.vectors()).isOne();
            assertThat(model.bytes()).isEqualTo(4 * 384);
        });
    }

    private List<String> sessionsInView(String user) {
        return alpha.as(user, "GET", "/memory/buffer").send().data("/sessions").findValuesAsText("session_id");
    }
}
