package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.client.ChatAnswer;
import io.insula.client.FormationRevision;
import io.insula.client.FormationUpload;
import io.insula.client.InsulaException;
import io.insula.client.InsulaRevisions;
import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.Message;
import io.insula.model.testing.ModelServer;
import io.insula.model.testing.ModelServer.Exchange;
import io.insula.model.testing.Wire;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.SharedModels;
import io.insula.system.launch.SharedModels.Models;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A formation that speaks through a model, over a small provider that fails as it is told to. */
@ExtendWith(SharedModels.class)
class ModelChatIT {

    private final ModelServer provider;
    private final LaunchedServer server;
    private final String tenant = Fresh.name("acme");
    private final InsulaUser alice;

    ModelChatIT(Models models) {
        provider = models.provider();
        server = models.server();
        alice = server.formation("alpha").user(tenant + ":alice");
    }

    @Test
    void theModelAnswersFromWhatIsKnownOfTheUser() {
        String session = alice.chat("My boat is called Albatros.").sessionId();

        ChatAnswer answer = alice.chat("What is my boat called?");

        assertThat(answer.response()).isEqualTo("The model's answer.");
        assertThat(answer.responder()).isEqualTo("house/talker");
        assertThat(answer.usage()).isEqualTo(new ChatAnswer.Usage(21, 4, 25, false));
        assertThat(answer.sources()).isNotEmpty();
        assertThat(answer.sessionId()).isNotEqualTo(session);
        assertThat(lastPrompt())
                .contains("You are the clerk.", "BEGIN DATA", "My boat is called Albatros.")
                .endsWith("{\"role\":\"user\",\"content\":\"What is my boat called?\"}]}");
    }

    @Test
    void theModelSeesTheConversationOfTheSession() {
        String session = alice.chat("Let us talk about tides.").sessionId();

        alice.chat("Why?", session);

        assertThat(lastPrompt())
                .contains("{\"role\":\"user\",\"content\":\"Let us talk about tides.\"},"
                        + "{\"role\":\"assistant\",\"content\":\"The model's answer.\"},"
                        + "{\"role\":\"user\",\"content\":\"Why?\"}");
    }

    @Test
    void aFormationThatIsReplacedSpeaksThroughItsModelAtOnce() {
        InsulaRevisions revisions = server.formation("alpha").client().revisions();
        FormationRevision clerk = revisions.all().stream()
                .filter(FormationRevision::active)
                .findFirst()
                .orElseThrow();
        String butler = revisions
                .get(clerk.hash())
                .files()
                .get("formation.afs")
                .replace("house/talker", "house/whisperer")
                .replace("You are the clerk.", "You are the butler.");
        assertThat(alice.chat("Who is there?").responder()).isEqualTo("house/talker");

        revisions.upload(FormationUpload.of(Map.of("formation.afs", butler)));
        try {
            assertThat(alice.chat("Who is there?").responder()).isEqualTo("house/whisperer");
            assertThat(lastPrompt()).contains("\"model\":\"whisperer\"", "You are the butler.");
        } finally {
            revisions.activate(clerk.hash());
        }
        assertThat(alice.chat("Who is there?").responder()).isEqualTo("house/talker");
    }

    @Test
    void noPromptHoldsWhatAnotherUserTenantOrFormationSaid() {
        InsulaUser bob = server.formation("alpha").user(tenant + ":bob");
        InsulaUser namesake = server.formation("alpha").user(Fresh.name("rival") + ":alice");
        alice.chat("The code of my safe is heliotrope.");
        bob.chat("The code of my safe is vermilion.");
        int before = provider.asked().size();

        bob.chat("What is the code of my safe?");
        namesake.chat("What is the code of my safe?");

        List<String> sent = provider.asked().subList(before, provider.asked().size()).stream()
                .filter(asked -> !SharedModels.isHindsight(asked))
                .map(ModelServer.Asked::body)
                .toList();
        assertThat(sent).noneMatch(body -> body.contains("heliotrope"));
        assertThat(sent).filteredOn(body -> body.contains("vermilion")).hasSize(1);
        assertThat(sent).noneMatch(body -> body.contains(tenant));
    }

    @Test
    void aProviderThatIsDownLeavesTheUsersMessageAndNothingElse() {
        String session = alice.createSession().id();
        provider.next(vectors()).next(down()).next(down());

        assertThatThrownBy(() -> alice.chat("My secret harbour is Skagen.", session))
                .isInstanceOfSatisfying(InsulaException.class, thrown -> {
                    assertThat(thrown.status()).isEqualTo(503);
                    assertThat(thrown.retryAfter()).isPresent();
                });

        assertThat(said(session)).containsExactly("My secret harbour is Skagen.");
        assertThat(alice.getMemories().items()).isEmpty();
    }

    @Test
    void vectorsThatCannotBeHadLeaveTheUsersMessageToo() {
        String session = alice.createSession().id();
        provider.next(down()).next(down());

        assertThatThrownBy(() -> alice.chat("My secret harbour is Skagen.", session))
                .isInstanceOfSatisfying(InsulaException.class, thrown -> assertThat(thrown.status())
                        .isEqualTo(503));

        assertThat(said(session)).containsExactly("My secret harbour is Skagen.");
    }

    @Test
    void aProviderThatCannotBeUsedIsToldWithoutItsWords() {
        provider.next(vectors())
                .next(exchange -> exchange.json(401, "{\"error\":\"bad key " + SharedModels.KEY + "\"}"));

        Answer answer = server.formation("alpha")
                .as(tenant + ":alice", "POST", "/chat")
                .json(Map.of("message", "Hello there, model."))
                .send();

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).contains("PROVIDER_ERROR").doesNotContain(SharedModels.KEY);
    }

    @Test
    void aToolThatTheModelWantsIsNotCalled() {
        provider.next(vectors()).next(exchange -> exchange.json(200, Wire.toolCall("rm", "{}")));

        assertThatThrownBy(() -> alice.chat("Delete all my files."))
                .isInstanceOfSatisfying(InsulaException.class, thrown -> assertThat(thrown.status())
                        .isEqualTo(502))
                .hasMessageContaining("tool");
    }

    @Test
    void noViewOfTheFormationAndNoLogShowsItsKey() {
        alice.chat("Hello.");

        for (String view : List.of("/status", "/config", "/formation")) {
            assertThat(server.formation("alpha").asAdmin("GET", view).send().body())
                    .doesNotContain(SharedModels.KEY);
        }
        assertThat(server.log()).doesNotContain(SharedModels.KEY);
        assertThat(provider.asked()).allMatch(asked -> asked.authorization()
                .filter(("Bearer " + SharedModels.KEY)::equals)
                .isPresent());
    }

    @ParameterizedTest
    @EnumSource(Mishap.class)
    void aTurnThatFailedIsGoneOnWithUnderItsKey(Mishap mishap) {
        String words = "My secret harbour is Skagen.";
        String session = alice.createSession().id();
        String key = Fresh.name("turn");
        provider.next(vectors());
        mishap.befall(provider);

        mishap.suffer(say(key, session, words, mishap.streamed()));

        assertThat(said(session)).containsExactly(words);
        assertThat(alice.getMemories().items()).isEmpty();
        Answer again = goneOnWith(key, session, words, mishap.streamed());
        assertThat(again.body()).contains("The model's answer.").doesNotContain("event: error");
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(said(session)).containsExactly(words, "The model's answer.");
        assertThat(alice.getMemories().items()).extracting(Memory::content).containsExactly(words);
        assertThat(lastPrompt().split(words, -1)).hasSize(2);
        int asked = provider.prompts().size();
        assertThat(say(key, session, words, mishap.streamed()).send().header("Idempotency-Replayed"))
                .isEqualTo("true");
        assertThat(provider.prompts()).hasSize(asked);
    }

    @Test
    void aTenantThatKeepsTheModelBusyLeavesTheOthersTheirShare() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        for (int call = 0; call < 4; call++) {
            provider.next(exchange -> {
                if (exchange.asked().path().endsWith("/completions")) {
                    inside.countDown();
                    goOn.await();
                }
                exchange.asUsual();
            });
        }
        List<CompletableFuture<Answer>> busy = List.of(hello(":bob"), hello(":carol"));
        inside.await();

        Answer third = hello(":dave").join();
        Answer neighbours = server.formation("alpha")
                .as(Fresh.name("globex") + ":erin", "POST", "/chat")
                .json(Map.of("message", "Hello."))
                .send();
        goOn.countDown();

        assertThat(third.status()).as(third.body()).isEqualTo(429);
        assertThat(third.header("Retry-After")).isNotEmpty();
        assertThat(neighbours.status()).as(neighbours.body()).isEqualTo(200);
        assertThat(busy).allSatisfy(turn -> assertThat(turn.join().status()).isEqualTo(200));
    }

    private CompletableFuture<Answer> hello(String user) {
        return CompletableFuture.supplyAsync(() -> server.formation("alpha")
                .as(tenant + user, "POST", "/chat")
                .json(Map.of("message", "Hello."))
                .send());
    }

    @Test
    void aTurnThatIsExpectedToTakeLongIsAnsweredLaterUnlessItsCallerWaits() {
        provider.next(vectors()).next(exchange -> {
            Thread.sleep(4_000);
            exchange.asUsual();
        });
        assertThat(hastily(Map.of("message", "Hello.")).status()).isEqualTo(200);

        Answer waited = hastily(Map.of("message", "Hello.", "mode", "sync"));
        Answer later = hastily(Map.of("message", "Hello."));

        assertThat(waited.status()).isEqualTo(200);
        assertThat(later.status()).isEqualTo(202);
        InsulaUser user = server.formation("hasty").user(tenant + ":alice");
        String id = later.data("/request_id").asText();
        Patience.until("the request is answered", Duration.ofSeconds(20), () -> user.getRequest(id)
                .status()
                .equals("completed"));
    }

    private Answer hastily(Map<String, String> body) {
        return server.formation("hasty")
                .as(tenant + ":alice", "POST", "/chat")
                .json(body)
                .send();
    }

    /** Sends the turn again; whoever left in the middle of an answer may have to wait until it is given up. */
    private Answer goneOnWith(String key, String session, String words, boolean streamed) {
        List<Answer> answers = new ArrayList<>();
        Patience.until("the turn is free again", Duration.ofSeconds(20), () -> {
            answers.add(say(key, session, words, streamed).send());
            return answers.get(answers.size() - 1).status() != 409;
        });
        Answer last = answers.get(answers.size() - 1);
        assertThat(last.status()).as(last.body()).isEqualTo(200);
        return last;
    }

    private Asking say(String key, String session, String words, boolean streamed) {
        return server.formation("alpha")
                .as(tenant + ":alice", "POST", "/chat")
                .header("X-Muxi-Idempotency-Key", key)
                .json(Map.of("message", words, "session_id", session, "stream", streamed));
    }

    private String lastPrompt() {
        return provider.prompts().get(provider.prompts().size() - 1);
    }

    private List<String> said(String session) {
        return alice.getSessionMessages(session).items().stream()
                .map(Message::content)
                .toList();
    }

    /** The first call of a turn asks for vectors; it is answered as usual. */
    private static ModelServer.Behaviour vectors() {
        return Exchange::asUsual;
    }

    private static ModelServer.Behaviour down() {
        return exchange -> exchange.json(503, "{}");
    }
}
