package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.MemoryHit;
import io.insula.client.MemorySearch;
import io.insula.system.launch.LaunchedServer;
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

/** Meaning finds what was said in other words, words find what has no meaning to a model: names, codes, numbers. */
@ExtendWith(SharedServer.class)
class HybridSearchIT {

    private final String tenant = Fresh.name("acme");
    private final String name = tenant + ":alice";
    private final Door alpha;
    private final InsulaUser alice;

    HybridSearchIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        alice = alpha.user(name);
    }

    @Test
    void aCodeIsFoundByItsLettersAndAParaphraseByItsMeaning() {
        Memory invoice = alice.addMemory("The invoice XQ-77-KL is paid");
        Memory dinner = alice.addMemory("On Sundays we always eat at grandmother's");
        alice.addMemory("The invoice XQ-71-KL is open");
        alice.addMemory("The car needs new tyres");

        assertThat(ids(MemorySearch.of("XQ-77-KL"))).startsWith(invoice.id());
        assertThat(ids(MemorySearch.of("weekly family meal"))).startsWith(dinner.id());
    }

    @Test
    void chatTellsTheNewerStatementFirstAsSearchDoes() {
        Memory bonn = alice.addMemory("My sister lives in Bonn");
        Memory kiel = alice.addMemory("My sister has moved to Kiel");

        assertThat(ids(MemorySearch.of("Where does my sister live?"))).containsExactly(kiel.id(), bonn.id());
        assertThat(alice.chat("Where does my sister live?").response()).containsSubsequence("Kiel", "Bonn");
    }

    @Test
    void aHitTellsWhyItIsOne() {
        alice.addMemory("I prefer green tea");
        alice.addMemory("My dog is called Rex");

        List<MemoryHit> hits = alice.searchMemories(MemorySearch.of("Which green tea do I prefer?"))
                .items();

        MemoryHit tea = hits.get(0);
        assertThat(tea.ranks()).isEqualTo(new MemoryHit.Ranks(1, 1));
        assertThat(tea.scores().semantic()).isBetween(0.5, 1.0);
        assertThat(tea.scores().keyword()).isPositive();
        assertThat(tea.score()).isEqualTo(tea.scores().fused()).isBetween(0.9, 1.0);
        assertThat(tea.scores().recency()).isZero();
        MemoryHit dog = hits.get(1);
        assertThat(dog.ranks()).isEqualTo(new MemoryHit.Ranks(2, null));
        assertThat(dog.scores().keyword()).isZero();
    }

    @Test
    void wordsAloneFindOnlyWhatHoldsThemAndMeaningAloneAsksForNone() {
        Memory tea = alice.addMemory("I prefer green tea");
        Memory dog = alice.addMemory("My dog is called Rex");

        assertThat(ids(MemorySearch.of("the tea").byKeyword())).containsExactly(tea.id());
        assertThat(ids(MemorySearch.of("the name of my pet").byMeaning())).containsExactly(dog.id(), tea.id());
        MemoryHit byMeaning = alice.searchMemories(
                        MemorySearch.of("the name of my pet").byMeaning())
                .items()
                .get(0);
        assertThat(byMeaning.score()).isEqualTo(byMeaning.scores().semantic());
    }

    @Test
    void theNewerOfTwoStatementsAboutOneThingStandsFirst() {
        alice.addMemory("My sister lives in Rome");
        Memory now = alice.addMemory("My sister moved to Berlin");

        assertThat(ids(MemorySearch.of("Where does my sister live?"))).startsWith(now.id());
    }

    @Test
    void recencyIsToldWhereItIsAskedFor() {
        alice.addMemory("I prefer green tea");

        MemoryHit hit = alice.searchMemories(MemorySearch.of("tea").recency(Duration.ofDays(7)))
                .items()
                .get(0);

        assertThat(hit.scores().recency()).isBetween(0.99, 1.0);
    }

    @Test
    void whatWasChangedIsFoundByItsNewWordsOnly() {
        Memory kept = alice.addMemory("I keep bees");
        alice.addMemory("The car needs new tyres");
        assertThat(ids(MemorySearch.of("bees").byKeyword())).containsExactly(kept.id());

        alpha.as(name, "PATCH", "/memories/" + kept.id())
                .json(Map.of("content", "I keep goats"))
                .send();

        assertThat(ids(MemorySearch.of("bees").byKeyword())).isEmpty();
        assertThat(ids(MemorySearch.of("goats").byKeyword())).containsExactly(kept.id());
        alice.deleteMemory(kept.id());
        assertThat(ids(MemorySearch.of("goats").byKeyword())).isEmpty();
    }

    @Test
    void nobodyElsesWordsAreFoundNorCounted() {
        Memory own = alice.addMemory("I keep bees");
        alice.addMemory("The car needs new tyres");
        double before = alice.searchMemories(MemorySearch.of("bees").byKeyword())
                .items()
                .get(0)
                .score();
        for (String stranger : List.of(tenant + ":bob", Fresh.name("globex") + ":alice")) {
            InsulaUser other = alpha.user(stranger);
            for (int i = 0; i < 3; i++) {
                other.addMemory("Bees, bees and bees again " + i);
            }
            assertThat(other.searchMemories(MemorySearch.of("car tyres").byKeyword())
                            .items())
                    .isEmpty();
        }

        List<MemoryHit> hits =
                alice.searchMemories(MemorySearch.of("bees").byKeyword()).items();

        assertThat(hits).extracting(MemoryHit::id).containsExactly(own.id());
        assertThat(hits.get(0).score()).as("rarity is one's own").isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "&mode=exact, mode",
        "&recency=soon, recency",
        "&recency=PT0S, recency",
        "&collection=No, collection",
        "&until=now, until"
    })
    void anUnfitSearchIsRefusedByTheNameOfWhatIsWrong(String query, String field) {
        Answer answer = alpha.as(name, "GET", "/memories/search?q=tea" + query).send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"mode, exact", "recency, soon", "limit, 0", "query, ' '", "moode, hybrid", "metadata, topic"})
    void anUnfitBodyIsRefusedByTheNameOfWhatIsWrong(String field, String value) {
        Answer answer = alpha.as(name, "POST", "/memories/search")
                .json(field.equals("query") ? Map.of(field, value) : Map.of("query", "tea", field, value))
                .send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactly(field);
    }

    private List<String> ids(MemorySearch search) {
        return alice.searchMemories(search).items().stream().map(MemoryHit::id).toList();
    }
}
