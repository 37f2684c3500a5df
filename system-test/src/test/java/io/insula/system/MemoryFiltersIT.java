package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.MemoryCollection;
import io.insula.client.MemoryFields;
import io.insula.client.MemoryHit;
import io.insula.client.MemorySearch;
import io.insula.client.PageQuery;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collections, and the conditions that narrow lists and searches: exact, and before anything is cut off. */
@ExtendWith(SharedServer.class)
class MemoryFiltersIT {

    private final String tenant = Fresh.name("acme");
    private final String name = tenant + ":alice";
    private final Door alpha;
    private final InsulaUser alice;

    MemoryFiltersIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        alice = alpha.user(name);
    }

    @Test
    void theNearestOutsideTheCollectionDoNotCrowdOutTheOneWithin() {
        for (int i = 0; i < 5; i++) {
            alice.addMemory("I prefer green tea in cup number " + i);
        }
        Memory wanted =
                alice.addMemory(MemoryFields.content("The office closes at six").collection("work"));

        assertThat(ids(MemorySearch.of("I prefer green tea").collections("work").limit(1)))
                .containsExactly(wanted.id());
        assertThat(ids(MemorySearch.of("I prefer green tea")
                        .collections("work", "default")
                        .limit(10)))
                .hasSize(6);
    }

    @Test
    void metadataNarrowByEqualFields() {
        Memory tea = alice.addMemory("I prefer green tea", Map.of("topic", "drinks", "cups", 3));
        Memory dog = alice.addMemory("My dog is called Rex", Map.of("topic", "pets"));
        alice.addMemory("The office closes at six");

        assertThat(ids(MemorySearch.of("tea").metadata(Map.of("topic", "pets"))))
                .containsExactly(dog.id());
        assertThat(ids(MemorySearch.of("dog").metadata(Map.of("topic", "drinks", "cups", 3))))
                .containsExactly(tea.id());
        assertThat(ids(MemorySearch.of("dog").metadata(Map.of("topic", "drinks", "cups", 4))))
                .isEmpty();
        assertThat(listed("metadata=" + encoded("{\"topic\":\"pets\"}"))).containsExactly(dog.id());

        alice.patchMemory(dog.id(), MemoryFields.none().metadata(Map.of("topic", "drinks")));
        assertThat(ids(MemorySearch.of("tea").metadata(Map.of("topic", "drinks"))))
                .containsExactlyInAnyOrder(tea.id(), dog.id());
    }

    @Test
    void sessionsNarrow() {
        String bees = alice.chat("I keep bees").sessionId();
        String oboe = alice.chat("I play the oboe").sessionId();

        assertThat(alice.searchMemories(MemorySearch.of("What do I do?").session(bees))
                        .items())
                .extracting(MemoryHit::content)
                .containsExactly("I keep bees");
        assertThat(alice.searchMemories(MemorySearch.of("bees").session(Fresh.absentId("sess")))
                        .items())
                .isEmpty();
        assertThat(listed("session_id=" + oboe)).hasSize(1);
    }

    @Test
    void timeNarrowsFromTheFirstInstantUpToTheSecond() {
        Memory first = alice.addMemory("I prefer green tea");
        Memory second = alice.addMemory("My dog is called Rex");
        Instant between = second.createdAt();

        assertThat(ids(MemorySearch.of("tea").until(between))).containsExactly(first.id());
        assertThat(ids(MemorySearch.of("tea").since(between))).containsExactly(second.id());
        assertThat(listed("since=" + between)).containsExactly(second.id());
        assertThat(listed("until=" + between)).containsExactly(first.id());
    }

    @Test
    void filteredListsArePagedToo() {
        for (int i = 0; i < 3; i++) {
            alice.addMemory(MemoryFields.content("Task number " + i).collection("work"));
            alice.addMemory("Fact number " + i);
        }
        Answer first =
                alpha.as(name, "GET", "/memories?collection=work&limit=2").send();
        Answer second = alpha.as(
                        name,
                        "GET",
                        "/memories?collection=work&limit=2&cursor="
                                + first.data("/next_cursor").asText())
                .send();

        assertThat(first.data("/count").asInt()).isEqualTo(2);
        assertThat(second.data("/count").asInt()).isEqualTo(1);
        assertThat(second.data("/memories/0/content").asText()).isEqualTo("Task number 0");
        assertThat(alice.getMemories(PageQuery.of(50)).items()).hasSize(6);
    }

    @Test
    void collectionsAreCountedAndSettled() {
        alice.addMemory("I prefer green tea");
        alice.addMemory(MemoryFields.content("The office closes at six").collection("work"));
        alice.putCollection("ideas", Duration.ofHours(1));

        assertThat(alice.getCollections())
                .containsExactly(
                        new MemoryCollection("default", 1, null),
                        new MemoryCollection("ideas", 0, 3600L),
                        new MemoryCollection("work", 1, null));
    }

    @Test
    void whatIsLaidIntoACollectionThatExpiresGetsAnEndUnlessItBringsOne() {
        alice.putCollection("ideas", Duration.ofHours(1));
        Memory idea =
                alice.addMemory(MemoryFields.content("A boat in the garden").collection("ideas"));
        Instant end = Instant.parse("2099-01-01T00:00:00Z");
        Memory plan = alice.addMemory(
                MemoryFields.content("A bench in the yard").collection("ideas").expiresAt(end));
        Memory fact = alice.addMemory("I prefer green tea");

        assertThat(idea.expiresAt()).isEqualTo(idea.createdAt().plus(Duration.ofHours(1)));
        assertThat(plan.expiresAt()).isEqualTo(end);
        assertThat(fact.expiresAt()).isNull();
        alice.putCollection("ideas", null);
        assertThat(alice.addMemory(MemoryFields.content("A hut on the roof").collection("ideas"))
                        .expiresAt())
                .isNull();
    }

    @Test
    void aDeletedCollectionTakesItsMemoriesAlongAndNobodyElses() {
        Memory work =
                alice.addMemory(MemoryFields.content("The office closes at six").collection("work"));
        Memory tea = alice.addMemory("I prefer green tea");
        InsulaUser bob = alpha.user(tenant + ":bob");
        Memory bobs =
                bob.addMemory(MemoryFields.content("The office opens at ten").collection("work"));
        assertThat(ids(MemorySearch.of("office"))).contains(work.id());

        alice.deleteCollection("work");

        assertThat(ids(MemorySearch.of("office"))).containsExactly(tea.id());
        assertThat(alice.getCollections()).extracting(MemoryCollection::name).containsExactly("default");
        assertThat(bob.getMemory(bobs.id())).isEqualTo(bobs);
        assertThat(alpha.as(name, "DELETE", "/memories/collections/work").send().status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "?collection=No, collection",
        "?since=yesterday, since",
        "?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z, until",
        "?metadata=topic, metadata",
        "?metadata=%7B%22a%22%3A%5B%5D%7D, metadata",
        "/collections?limit=0, limit"
    })
    void unfitConditionsAreRefusedByTheirName(String query, String field) {
        Answer answer = alpha.as(name, "GET", "/memories" + query).send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactly(field);
    }

    private List<String> ids(MemorySearch search) {
        return alice.searchMemories(search).items().stream().map(MemoryHit::id).toList();
    }

    private List<String> listed(String query) {
        Answer answer = alpha.as(name, "GET", "/memories?" + query).send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.data("/memories").findValuesAsText("id");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
