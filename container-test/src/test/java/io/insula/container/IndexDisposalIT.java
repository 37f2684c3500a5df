package io.insula.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.embedding.Embedder;
import io.insula.embedding.LuceneVectorIndex;
import io.insula.embedding.Meaning;
import io.insula.embedding.VectorIndex.Entry;
import io.insula.embedding.VectorIndex.Owner;
import io.insula.embedding.VectorIndex.Question;
import io.insula.memory.Memory;
import io.insula.memory.MemoryFilter;
import io.insula.memory.MemoryHit;
import io.insula.memory.MemoryQuery;
import io.insula.memory.MemoryService;
import io.insula.memory.NewMemory;
import io.insula.tenant.CurrentTenant;
import io.insula.tenant.TenantContext;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What the index proposes is read again under the asking user's rights; what it does not know is found all the same. */
class IndexDisposalIT extends InContainer {

    private static final String QUESTION = "Which instrument do I play?";
    private static final String ANSWER = "I play the bassoon";
    private static final int MANY = 12;

    private final String tenant = "index-" + UUID.randomUUID();

    @Inject
    private Door door;

    @Inject
    private MemoryService memories;

    @Inject
    private LuceneVectorIndex index;

    @Inject
    private Embedder embedder;

    @Inject
    private CurrentTenant current;

    @Test
    void nothingForeignLeavesWhateverTheIndexProposes() {
        Memory ofTheNeighbour = asked(tenant, "neighbour", () -> add(ANSWER));
        Memory ofAnotherTenant = asked(tenant + "-b", "reader", () -> add(ANSWER));
        Owner reader = crowd("reader");
        long revision = index.held(reader).revision();
        index.take(
                reader, List.of(entry(ofTheNeighbour.id()), entry(ofAnotherTenant.id()), entry("mem_never")), revision);

        assertThat(index.propose(reader, new Question(meaning(QUESTION), List.of(), 3)))
                .containsExactlyInAnyOrder(ofTheNeighbour.id(), ofAnotherTenant.id(), "mem_never");
        assertThat(asked(tenant, "reader", this::find)).hasSize(MANY).noneMatch(hit -> hit.equals(ANSWER));
    }

    @Test
    void theIndexIsFedByTheUsersOwnSearches() {
        Owner reader = crowd("reader");
        assertThat(index.held(reader).revision()).isEqualTo(MANY);

        asked(tenant, "reader", () -> add(ANSWER));
        assertThat(asked(tenant, "reader", this::find).get(0)).isEqualTo(ANSWER);
        assertThat(index.held(reader).revision()).isEqualTo(MANY + 1L);
        assertThat(index.propose(reader, new Question(meaning(QUESTION), List.of("bassoon"), 1)))
                .hasSize(1);
    }

    @Test
    void whatWasForgottenIsNeitherFoundNorKept() {
        Owner reader = crowd("reader");
        Memory answer = asked(tenant, "reader", () -> add(ANSWER));
        asked(tenant, "reader", this::find);

        asked(tenant, "reader", () -> {
            memories.delete(answer.id());
            return null;
        });

        assertThat(asked(tenant, "reader", this::find)).doesNotContain(ANSWER);
        assertThat(index.propose(reader, new Question(meaning(QUESTION), List.of("bassoon"), MANY)))
                .hasSize(MANY)
                .doesNotContain(answer.id());
    }

    @Test
    void aLostIndexIsFilledAgainAndNothingIsMissedMeanwhile() {
        Owner reader = crowd("reader");
        asked(tenant, "reader", () -> add(ANSWER));

        index.forget(reader);
        assertThat(asked(tenant, "reader", this::find).get(0)).isEqualTo(ANSWER);
        assertThat(index.held(reader).revision()).isEqualTo(MANY + 1L);
    }

    @Test
    void anIndexOfALaterDayThanTheDatabaseIsBegunAnew() {
        Owner reader = crowd("reader");
        index.take(reader, List.of(entry("mem_tomorrow")), MANY + 100L);

        assertThat(asked(tenant, "reader", this::find)).hasSize(MANY);
        assertThat(index.held(reader).revision()).isEqualTo(MANY);
    }

    /** A search by words alone looks through all; one by both asks the index: a memory is worth the same to either. */
    @Test
    void aWordIsAsRareToTheIndexAsToWhoeverLooksThroughAll() {
        crowd("reader");
        asked(tenant, "reader", () -> {
            for (int i = 0; i < 150; i++) {
                add("Note number " + i + " is about a " + (i % 15 == 0 ? "bassoon" : "kettle")
                        + " for instrument lessons");
            }
            find();
            return null;
        });

        Map<String, Double> throughAll = asked(tenant, "reader", () -> keywords(MemoryQuery.Mode.KEYWORD));
        Map<String, Double> byIndex = asked(tenant, "reader", () -> keywords(MemoryQuery.Mode.HYBRID));

        assertThat(throughAll).hasSizeGreaterThan(3);
        Map<String, Double> inBoth = new HashMap<>(throughAll);
        inBoth.keySet().retainAll(byIndex.keySet());
        assertThat(inBoth).hasSizeGreaterThan(3);
        inBoth.forEach((id, score) -> assertThat(byIndex.get(id)).isCloseTo(score, Percentage.withPercentage(5)));
    }

    private Map<String, Double> keywords(MemoryQuery.Mode mode) {
        return memories.search(new MemoryQuery("bassoon instrument", mode, 10, null, MemoryFilter.NONE, null)).stream()
                .collect(Collectors.toMap(
                        hit -> hit.memory().id(), hit -> hit.scores().keyword()));
    }

    /** The first search notices that there are many; from the second on the index is asked. */
    private Owner crowd(String user) {
        return asked(tenant, user, () -> {
            for (int i = 0; i < MANY; i++) {
                add("I met " + List.of("Ann", "Ben", "Cleo", "Dan").get(i % 4) + " in " + (1990 + i) + " on a train");
            }
            find();
            find();
            TenantContext context = current.context();
            return new Owner(context.formation(), context.tenantId(), context.userId());
        });
    }

    private Memory add(String content) {
        return memories.add(new NewMemory(content, null, null, "content"));
    }

    private List<String> find() {
        return new ArrayList<>(
                memories
                        .search(new MemoryQuery(QUESTION, MemoryQuery.Mode.HYBRID, 50, null, MemoryFilter.NONE, null))
                        .stream()
                        .map(MemoryHit::memory)
                        .map(Memory::content)
                        .toList());
    }

    private <T> T asked(String where, String user, Supplier<T> request) {
        return door.user(where, user, request::get);
    }

    private Entry entry(String id) {
        return new Entry(id, meaning(ANSWER), List.of());
    }

    private Meaning meaning(String text) {
        return new Meaning(embedder.model(), embedder.embed(text));
    }
}
