package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.MemoryHit;
import io.insula.client.Preference;
import io.insula.client.Synopsis;
import io.insula.model.testing.ModelServer;
import io.insula.model.testing.ModelServer.Asked;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Patience;
import io.insula.system.launch.SharedModels;
import io.insula.system.launch.SharedModels.Models;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the formation's model decides in hindsight, about the user who said it and nobody else. */
@ExtendWith(SharedModels.class)
class ReflectionIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NOTHING = "{\"preferences\": [], \"pairs\": []}";

    private final ModelServer provider;
    private final LaunchedServer server;
    private final String tenant = Fresh.name("acme");
    private final InsulaUser alice;
    /** A word that nobody else says, so that each test knows its own calls. */
    private final String word = Fresh.name("word");

    ReflectionIT(Models models) {
        provider = models.provider();
        server = models.server();
        alice = server.formation("alpha").user(tenant + ":alice");
    }

    @AfterEach
    void forgetReplies() {
        answer(asked -> NOTHING);
    }

    @Test
    void preferencesAreReadByTheModel() {
        answer(asked -> "{\"preferences\": [{\"n\": 1, \"key\": \"languages.best\", \"value\": \"Python\"}]}");

        alice.chat("Remember I like " + word + " and Python");

        Preference read = await("languages.best");
        assertThat(read.value()).isEqualTo("Python");
        assertThat(read.source()).isEqualTo("episodic");
        assertThat(alice.getPreferences().items()).hasSize(1);
        assertThat(asked()).anySatisfy(body -> assertThat(body).contains("BEGIN DATA data_", "statement"));
        assertThat(asked()).noneMatch(body -> body.contains(tenant) || body.contains("mem_"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"I would rather not say.", "{\"preferences\": [{\"n\": 5, \"key\": \"a\", \"value\": true}]}"})
    void whereTheModelAnswersSomethingElseTheRuleReads(String nonsense) {
        answer(asked -> nonsense);

        alice.chat("I like " + word);

        assertThat(await(word.replace('-', '_')).value()).isEqualTo(true);
        assertThat(alice.getPreferences().items()).hasSize(1);
    }

    @Test
    void aProviderThatIsDownIsAskedAgainLater() {
        provider.nextAside(exchange -> exchange.json(503, "{}"));
        provider.nextAside(exchange -> exchange.json(503, "{}"));
        answer(asked -> "{\"preferences\": [{\"n\": 1, \"key\": \"late\", \"value\": true}]}");

        alice.chat("I am fond of " + word);

        assertThat(await("late").value()).isEqualTo(true);
    }

    @Test
    void whatWasSetSinceTheStatementStands() {
        CountDownLatch set = new CountDownLatch(1);
        answer(asked -> "{\"preferences\": [{\"n\": 1, \"key\": \"tea\", \"value\": true},"
                + "{\"n\": 1, \"key\": \"done\", \"value\": true}]}");
        provider.nextAside(exchange -> {
            set.await();
            exchange.asUsual();
        });

        alice.chat("I like " + word);
        alice.setPreference("tea", false);
        set.countDown();

        await("done");
        assertThat(alice.getPreference("tea").value()).isEqualTo(false);
    }

    @Test
    void aHostileAnswerReachesNothingBeyondWhatWasAskedAbout() {
        InsulaUser bob = server.formation("alpha").user(tenant + ":bob");
        InsulaUser namesake = server.formation("alpha").user(Fresh.name("rival") + ":alice");
        Memory others = bob.addMemory("I like the sea");
        answer(asked -> "{\"user_id\": \"bob\", \"preferences\": ["
                + "{\"n\": 1, \"user_id\": \"bob\", \"memory\": \"" + others.id()
                + "\", \"key\": \"mine\", \"value\": true},"
                + "{\"n\": 1, \"key\": \"../bob/sea\", \"value\": true},"
                + "{\"n\": 2, \"key\": \"theirs\", \"value\": true}]}");

        alice.chat("I like " + word);

        await("mine");
        assertThat(alice.getPreferences().items()).extracting(Preference::key).containsExactly("mine");
        assertThat(bob.getPreferences().items()).isEmpty();
        assertThat(namesake.getPreferences().items()).isEmpty();
        assertThat(bob.getMemory(others.id()).content()).isEqualTo("I like the sea");
    }

    @Test
    void theModelDecidesWhichStatementReplacesWhichOfOneUser() {
        InsulaUser namesake = server.formation("alpha").user(Fresh.name("rival") + ":alice");
        String rival = Fresh.name("word");
        answer(asked -> "{\"pairs\": [{\"n\": 1, \"verdict\": \""
                + (asked.body().contains(rival) ? "compatible" : "supersedes") + "\"}]}");
        for (String said : List.of("My sister lives in Bonn ", "My brother lives in Bonn ")) {
            alice.addMemory(said + word);
            namesake.addMemory(said + rival);
        }

        Patience.until("the pair is decided", SOON, () -> first(alice).startsWith("My brother"));
        Patience.until("the other pair was asked about", SOON, () -> asked().stream()
                .anyMatch(body -> body.contains(rival) && body.contains("earlier")));

        assertThat(first(namesake)).startsWith("My sister");
        assertThat(asked()).noneMatch(body -> body.contains(rival) && body.contains(word));
        assertThat(alice.getMemories().items()).hasSize(2);
        alice.chat("Where does my sister live?");
        assertThat(provider.prompts().get(provider.prompts().size() - 1))
                .containsSubsequence("My brother lives in Bonn " + word, "My sister lives in Bonn " + word);
        assertThat(alice.forget().remaining()).isZero();
    }

    @Test
    void theSynopsisIsWrittenByTheModelAndKept() {
        answer(asked -> asked.body().contains("Write the synopsis.") ? "Somebody who knows " + word + "." : NOTHING);
        alice.addMemory("I know " + word);

        Synopsis written = alice.getSynopsis();

        assertThat(written.synopsis()).isEqualTo("Somebody who knows " + word + ".");
        assertThat(written.author()).isEqualTo("house/talker");
        assertThat(alice.getSynopsis()).isEqualTo(written);
        alice.chat("Who am I?");
        assertThat(provider.prompts().get(provider.prompts().size() - 1)).contains("Somebody who knows " + word);

        answer(asked -> "");
        alice.memories().map(Memory::id).toList().forEach(alice::deleteMemory);
        assertThat(alice.getSynopsis().author()).isEqualTo("extractive");
        assertThat(alice.getSynopsis().synopsis()).doesNotContain(word);
    }

    @Test
    void aSynopsisIsMadeForPromptsOnceThereIsEnoughToTell() {
        answer(asked -> asked.body().contains("Write the synopsis.") ? "Known for " + word + "." : NOTHING);
        IntStream.range(0, 5).forEach(i -> alice.addMemory("Lamp number " + i + " stands in the hall"));

        alice.chat("What do I have?");

        Patience.until("the next prompt tells it", SOON, () -> {
            alice.chat("What do I have?");
            return provider.prompts().get(provider.prompts().size() - 1).contains("Known for " + word);
        });
    }

    private void answer(Function<Asked, String> reply) {
        provider.replyAside(SharedModels::isHindsight, reply);
    }

    private List<String> asked() {
        return provider.promptsAside();
    }

    private Preference await(String key) {
        Patience.until("the preference " + key + " is read", SOON, () -> alice.getPreferences().items().stream()
                .anyMatch(each -> each.key().equals(key)));
        return alice.getPreference(key);
    }

    private static String first(InsulaUser user) {
        return user.searchMemories("Where does my sister live?").items().stream()
                .map(MemoryHit::content)
                .findFirst()
                .orElse("");
    }
}
