package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request with a key is done once, however often it is sent, and nobody else's key stands in its way. */
@ExtendWith(SharedServer.class)
class IdempotencyIT {

    private static final String HEADER = "X-Muxi-Idempotency-Key";
    private static final int CROWD = 12;

    private final Door alpha;
    private final Door beta;
    private final String tenant = Fresh.name("acme");
    private final String name = tenant + ":alice";
    private final InsulaUser alice;

    IdempotencyIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        beta = server.formation("beta");
        alice = alpha.user(name);
    }

    @Test
    void aRepeatedRequestGetsTheFirstOnesAnswer() {
        Answer first = remember(alpha, name, "key-1", "I like green tea").send();
        Answer second = remember(alpha, name, "key-1", "I like green tea").send();

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.requestId()).isNotEqualTo(first.requestId());
        assertThat(first.json().at("/request/idempotency_key").asText()).isEqualTo("key-1");
        assertThat(alice.getMemories().items()).hasSize(1);
    }

    @Test
    void aKeyThatWasUsedForSomethingElseIsRefused() {
        remember(alpha, name, "key-2", "I like green tea").send();
        Answer other = remember(alpha, name, "key-2", "I like black tea").send();

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("CONFLICT");
        assertThat(other.body()).contains("another body");
        assertThat(alice.getMemories().items()).hasSize(1);
    }

    @Test
    void theSameKeyOfOthersIsAnotherKey() {
        String bob = tenant + ":bob";
        String namesake = Fresh.name("globex") + ":alice";
        String own = remember(alpha, name, "shared", "I like green tea").send().body();

        for (Answer other : List.of(
                remember(alpha, bob, "shared", "I like black tea").send(),
                remember(alpha, namesake, "shared", "I like green tea").send(),
                remember(beta, name, "shared", "I like green tea").send())) {
            assertThat(other.status()).isEqualTo(201);
            assertThat(other.header("Idempotency-Replayed")).isEmpty();
            assertThat(other.body()).isNotEqualTo(own);
        }
        assertThat(alpha.user(bob).getMemories().items()).hasSize(1);
        assertThat(alpha.user(namesake).getMemories().items()).hasSize(1);
        assertThat(beta.user(name).getMemories().items()).hasSize(1);
    }

    @Test
    void anotherRouteIsAnotherRequest() {
        remember(alpha, name, "key-3", "I like green tea").send();
        Answer said = alpha.as(name, "POST", "/chat")
                .header(HEADER, "key-3")
                .json(Map.of("content", "I like green tea"))
                .send();

        assertThat(said.status()).isEqualTo(422);
    }

    @Test
    void aCrowdWithOneKeyHasOneEffect() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
        CyclicBarrier start = new CyclicBarrier(CROWD);
        List<Future<Answer>> sent = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                sent.add(crowd.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return remember(alpha, name, "crowd", "I like green tea").send();
                }));
            }
            List<String> made = new ArrayList<>();
            for (Future<Answer> each : sent) {
                Answer answer = each.get(60, TimeUnit.SECONDS);
                if (answer.status() == 201) {
                    made.add(answer.data("/id").asText());
                } else {
                    assertThat(answer.status()).as(answer.body()).isEqualTo(409);
                    assertThat(answer.header("Retry-After")).isNotEmpty();
                }
            }
            assertThat(made).isNotEmpty();
            assertThat(made.stream().distinct()).hasSize(1);
        } finally {
            crowd.shutdownNow();
        }
        assertThat(alice.getMemories().items()).hasSize(1);
        assertThat(remember(alpha, name, "crowd", "I like green tea").send().status())
                .isEqualTo(201);
    }

    @Test
    void aRefusedRequestLeavesItsKeyFree() {
        Answer refused = remember(alpha, name, "key-4", " ").send();
        Answer mended = remember(alpha, name, "key-4", "I like green tea").send();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(mended.status()).isEqualTo(201);
        assertThat(mended.header("Idempotency-Replayed")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "quote\"", "a/b", "100%"})
    void aMalformedKeyIsRefusedAndNotIgnored(String key) {
        Answer answer = remember(alpha, name, key, "I like green tea").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(HEADER);
        assertThat(alice.getMemories().items()).isEmpty();
    }

    @Test
    void aTurnIsTakenOnceAndToldAgainWholeOrInPieces() {
        Answer first = say("key-5", false).send();
        Answer again = say("key-5", false).send();
        Answer told = say("key-5", false).accepting("text/event-stream").send();

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(told.header("Content-Type")).startsWith("text/event-stream");
        assertThat(told.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(told.body())
                .contains("event: done")
                .contains(first.data("/session_id").asText());
        assertThat(alice.getSessionMessages(first.data("/session_id").asText()).items())
                .hasSize(2);
    }

    @Test
    void aStreamedTurnIsTakenOnce() {
        Answer first = say("key-6", true).send();
        Answer again = say("key-6", true).send();

        assertThat(first.body()).contains("event: done");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(session(again)).isEqualTo(session(first));
        assertThat(alice.getSessionMessages(session(first)).items()).hasSize(2);
    }

    private static String session(Answer stream) {
        return stream.body().replaceAll("(?s).*\"session_id\":\"(sess_\\w+)\".*", "$1");
    }

    private Asking say(String key, boolean stream) {
        Map<String, Object> body =
                stream ? Map.of("message", "Good morning", "stream", true) : Map.of("message", "Good morning");
        return alpha.as(name, "POST", "/chat").header(HEADER, key).json(body);
    }

    private static Asking remember(Door door, String user, String key, String content) {
        return door.as(user, "POST", "/memories").header(HEADER, key).json(Map.of("content", content));
    }
}
