package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaUser;
import io.insula.client.Memory;
import io.insula.client.MemoryHit;
import io.insula.client.Page;
import io.insula.client.PageQuery;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedServer.class)
class MemoriesIT {

    private final String name = Fresh.name("acme") + ":alice";
    private final Door alpha;
    private final InsulaUser alice;

    MemoriesIT(LaunchedServer server) {
        alpha = server.formation("alpha");
        alice = alpha.user(name);
    }

    @Test
    void aMemoryIsKeptReadAndForgotten() {
        Memory kept = alice.addMemory("I prefer green tea", Map.of("topic", "drinks", "cups", 3));

        assertThat(kept.id()).matches("mem_[0-9a-z]{26}");
        assertThat(alice.getMemory(kept.id())).isEqualTo(kept);
        assertThat(kept.metadata()).containsEntry("topic", "drinks").containsEntry("cups", 3);
        alice.deleteMemory(kept.id());

        assertThat(alpha.as(name, "GET", "/memories/" + kept.id()).send().status())
                .isEqualTo(404);
        assertThat(alice.getMemories().items()).isEmpty();
    }

    @Test
    void creationIsAnsweredWith201() {
        Answer answer = alpha.as(name, "POST", "/memories")
                .json(Map.of("content", "I prefer green tea"))
                .send();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.data("/created_at").asText()).endsWith("Z");
    }

    @Test
    void theShapeOfTheSdksComesBackAsItWasSent() {
        Memory kept = alice.addTypedMemory("preference", "I prefer green tea");

        assertThat(kept.type()).isEqualTo("preference");
        assertThat(kept.detail()).isEqualTo("I prefer green tea");
        assertThat(alice.getMemory(kept.id())).isEqualTo(kept);
        assertThat(alice.searchMemories("Which tea do I like?").items())
                .extracting(MemoryHit::id)
                .containsExactly(kept.id());
    }

    @Test
    void searchFindsByMeaningBestFirst() {
        alice.addMemory("My dog is called Rex");
        Memory tea = alice.addMemory("I prefer green tea");
        alice.addMemory("The office closes at six");

        List<MemoryHit> hits =
                alice.searchMemories("Which hot drink do I like?", 3, -1.0).items();

        assertThat(hits).extracting(MemoryHit::id).hasSize(3).startsWith(tea.id());
        assertThat(hits).extracting(MemoryHit::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void searchKeepsToLimitAndLeastScore() {
        alice.addMemory("I prefer green tea");
        alice.addMemory("I like black tea as well");

        assertThat(alice.searchMemories("tea", 1, 0.0).items()).hasSize(1);
        assertThat(alice.searchMemories("I prefer green tea", 10, 0.99).items())
                .extracting(MemoryHit::text)
                .containsExactly("I prefer green tea");
    }

    @Test
    void listsArePagedByCursorWithoutGapOrRepetition() {
        List<String> added = addedMemories(5);

        assertThat(Page.all(PageQuery.of(2), alice::getMemories).map(Memory::id))
                .hasSize(5)
                .containsExactlyInAnyOrderElementsOf(added);
    }

    @Test
    void listsArePagedByOffsetInTheSameOrder() {
        addedMemories(5);
        List<Memory> all = alice.getMemories(PageQuery.of(5)).items();

        List<Memory> slice = alice.getMemories(PageQuery.of(2, 3)).items();

        assertThat(slice).isEqualTo(all.subList(3, 5));
    }

    static Stream<Map<String, Object>> refusedContents() {
        return Stream.of(
                Map.of("content", " \t"),
                Map.of("content", "a".repeat(10_001)),
                Map.of("content", "tea\u0007"),
                Map.of("content", "tea\u001b[31m"),
                Map.of("content", ""));
    }

    @ParameterizedTest
    @MethodSource("refusedContents")
    void unfitContentIsRefusedByItsName(Map<String, Object> body) {
        Answer answer = alpha.as(name, "POST", "/memories").json(body).send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("INVALID_PARAMS");
        assertThat(answer.faultyFields()).containsExactly("content");
        assertThat(alice.getMemories().items()).isEmpty();
    }

    @Test
    void nulIsRefusedWhateverItsCategory() {
        Answer answer = alpha.as(name, "POST", "/memories")
                .json(Map.of("content", "tea\u0000"))
                .send();

        assertThat(answer.status()).isIn(400, 422);
        assertThat(alice.getMemories().items()).isEmpty();
    }

    @Test
    void missingContentIsRefusedByItsName() {
        Answer answer = alpha.as(name, "POST", "/memories")
                .json(Map.of("metadata", Map.of()))
                .send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faultyFields()).contains("content");
    }

    @ParameterizedTest
    @CsvSource({
        "/memories?limit=0, limit",
        "/memories?limit=201, limit",
        "/memories?limit=ten, limit",
        "/memories?offset=-1, offset",
        "/memories?cursor=nonsense, cursor",
        "/memories/search, q",
        "/memories/search?q=%20, q",
        "/memories/search?q=tea&limit=0, limit",
        "/memories/search?q=tea&min_score=2, min_score",
        "/memories/search?q=tea&min_score=high, min_score"
    })
    void unfitParametersAreRefusedByTheirName(String path, String field) {
        Answer answer = alpha.as(name, "GET", path).send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faultyFields()).containsExactly(field);
    }

    private List<String> addedMemories(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ids.add(alice.addMemory("Fact number " + i).id());
        }
        return ids;
    }
}
