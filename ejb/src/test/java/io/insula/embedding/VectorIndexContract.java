package io.insula.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.embedding.VectorIndex.Counts;
import io.insula.embedding.VectorIndex.Entry;
import io.insula.embedding.VectorIndex.Held;
import io.insula.embedding.VectorIndex.Owner;
import io.insula.embedding.VectorIndex.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every index must do, whatever it is made of. */
abstract class VectorIndexContract {

    static final Owner ALICE = new Owner("demo", "ten_a", "usr_1");
    static final Owner BOB = new Owner("demo", "ten_a", "usr_2");
    static final List<Owner> EVERYBODY =
            List.of(ALICE, BOB, new Owner("demo", "ten_b", "usr_1"), new Owner("other", "ten_a", "usr_1"));

    private static final int DIMENSION = 32;
    private static final int TEXTS = 2_000;
    private static final int BEST = 10;

    private VectorIndex index;

    /** An index in which nobody holds anything. */
    abstract VectorIndex open() throws Exception;

    abstract void close(VectorIndex used) throws Exception;

    @BeforeEach
    void begin() throws Exception {
        index = open();
    }

    @AfterEach
    void end() throws Exception {
        close(index);
    }

    @Test
    void proposesWhatAComparisonOfAllWouldFind() {
        Clusters clusters = new Clusters(1, 20, DIMENSION);
        List<Entry> entries = entries(clusters, TEXTS);
        index.take(ALICE, entries, TEXTS);

        for (int i = 0; i < 20; i++) {
            Meaning question = meaning(clusters.next());
            assertThat(index.propose(ALICE, new Question(question, List.of(), BEST)))
                    .isEqualTo(nearest(entries, question));
        }
    }

    @Test
    void tellsHowFarItIsFed() {
        assertThat(index.held(ALICE)).isEqualTo(Held.NOTHING);

        index.take(ALICE, List.of(entry("mem_1", 1, 0, "tea")), 7);
        assertThat(index.held(ALICE)).isEqualTo(new Held(7, 7));

        index.take(ALICE, List.of(entry("mem_2", 0, 1, "tea")), 9);
        assertThat(index.held(ALICE)).isEqualTo(new Held(9, 7));
    }

    @Test
    void neverMixesOwnersThatNameTheirTextsAlike() {
        for (int i = 0; i < EVERYBODY.size(); i++) {
            index.take(
                    EVERYBODY.get(i), List.of(entry("mem_1", 1, i, "tea"), entry("mem_only" + i, 1, i, "tea")), i + 1);
        }

        for (int i = 0; i < EVERYBODY.size(); i++) {
            assertThat(index.propose(EVERYBODY.get(i), ask(1, 0, "tea")))
                    .containsExactlyInAnyOrder("mem_1", "mem_only" + i);
            assertThat(index.held(EVERYBODY.get(i)).revision()).isEqualTo(i + 1);
        }
    }

    @Test
    void countsTheWordsOfOneOwnerAlone() {
        index.take(
                ALICE,
                List.of(entry("mem_1", 1, 0, "tea"), entry("mem_2", 1, 0, "tea"), entry("mem_3", 1, 0, "cup")),
                3);
        index.take(BOB, List.of(entry("mem_1", 1, 0, "cup")), 1);

        assertThat(index.count(ALICE, List.of("tea", "tea", "cup", "sun")))
                .isEqualTo(new Counts(3, Map.of("tea", 2L, "cup", 1L, "sun", 0L)));
        assertThat(index.count(BOB, List.of("tea"))).isEqualTo(new Counts(1, Map.of("tea", 0L)));
        assertThat(index.count(EVERYBODY.get(2), List.of("tea")).texts()).isZero();
    }

    @Test
    void forgetsOneOwnerAndNobodyElse() {
        index.take(ALICE, List.of(entry("mem_1", 1, 0, "tea")), 1);
        index.take(BOB, List.of(entry("mem_1", 1, 0, "tea")), 1);

        index.forget(ALICE);

        assertThat(index.held(ALICE)).isEqualTo(Held.NOTHING);
        assertThat(index.propose(ALICE, ask(1, 0, "tea"))).isEmpty();
        assertThat(index.propose(BOB, ask(1, 0, "tea"))).containsExactly("mem_1");
    }

    @Test
    void sweepsOutWhatDoesNotLiveAnyMore() {
        index.take(ALICE, List.of(entry("mem_1", 1, 0, "tea"), entry("mem_2", 1, 0, "tea")), 2);

        index.sweep(ALICE, Set.of("mem_2"), 3);

        assertThat(index.propose(ALICE, ask(1, 0, "tea"))).containsExactly("mem_2");
        assertThat(index.held(ALICE)).isEqualTo(new Held(2, 3));
    }

    @Test
    void replacesATextThatChanged() {
        index.take(ALICE, List.of(entry("mem_1", 1, 0, "tea"), entry("mem_2", 1, 1, "rain")), 2);

        index.take(ALICE, List.of(entry("mem_1", 0, 1, "coffee")), 3);

        assertThat(index.propose(ALICE, ask(0, 1))).containsExactly("mem_1", "mem_2");
        assertThat(index.propose(ALICE, new Question(meaning(1, 1), List.of("coffee"), 1)))
                .containsExactly("mem_2", "mem_1");
        assertThat(index.propose(ALICE, new Question(meaning(1, 1), List.of("tea"), 1)))
                .containsExactly("mem_2");
    }

    @Test
    void findsByWordsWhatIsFarInMeaning() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            entries.add(entry("mem_" + i, 1, 0, "tea"));
        }
        entries.add(entry("mem_far", -1, 0, "norway", "tea"));
        index.take(ALICE, entries, 51);

        assertThat(index.propose(ALICE, new Question(meaning(1, 0), List.of("norway"), 3)))
                .hasSize(4)
                .endsWith("mem_far");
    }

    @Test
    void weighsWordsByTheOwnersTextsAlone() {
        index.take(
                ALICE,
                List.of(entry("mem_1", 1, 0, "norway"), entry("mem_2", 1, 0, "norway"), entry("mem_3", -1, 0, "rain")),
                3);
        Question rainOrNorway = new Question(meaning(1, 0), List.of("rain", "norway"), 1);
        List<String> alone = index.propose(ALICE, rainOrNorway);
        List<Entry> others = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            others.add(entry("mem_" + i, 1, 0, "rain"));
        }
        index.take(BOB, others, 100);

        assertThat(index.propose(ALICE, rainOrNorway)).isEqualTo(alone);
    }

    @Test
    void comparesMeaningsOfOneModelOnly() {
        index.take(
                ALICE,
                List.of(
                        entry("mem_1", 1, 0, "tea"),
                        new Entry("mem_2", new Meaning("another", new float[] {1, 0}), List.of("tea")),
                        new Entry("mem_3", new Meaning("model", new float[] {1, 0, 0}), List.of("tea"))),
                3);

        assertThat(index.propose(ALICE, ask(1, 0))).containsExactly("mem_1");
        assertThat(index.propose(ALICE, ask(1, 0, "tea"))).containsExactlyInAnyOrder("mem_1", "mem_2", "mem_3");
    }

    @Test
    void takesAVectorThatPointsNowhere() {
        index.take(
                ALICE,
                List.of(
                        new Entry("mem_1", new Meaning("model", new float[] {0, 0}), List.of("tea")),
                        new Entry("mem_2", new Meaning("model", new float[] {Float.NaN, 1}), List.of("tea"))),
                2);

        assertThat(index.propose(ALICE, ask(1, 0))).isEmpty();
        assertThat(index.propose(ALICE, ask(1, 0, "tea"))).containsExactlyInAnyOrder("mem_1", "mem_2");
    }

    static Entry entry(String id, float x, float y, String... terms) {
        return new Entry(id, meaning(x, y), List.of(terms));
    }

    static Question ask(float x, float y, String... terms) {
        return new Question(meaning(x, y), List.of(terms), BEST);
    }

    static Meaning meaning(float... vector) {
        return new Meaning("model", Vectors.normalize(vector.clone()));
    }

    static List<Entry> entries(Clusters clusters, int count) {
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new Entry("mem_" + i, meaning(clusters.next()), List.of()));
        }
        return entries;
    }

    static List<String> nearest(List<Entry> entries, Meaning question) {
        float[] packed = Vectors.pack(
                entries.stream().map(entry -> entry.meaning().vector()).toList(),
                entries.size(),
                question.vector().length);
        return TopK.scan(question.vector(), packed, BEST, -1).stream()
                .map(hit -> entries.get(hit.row()).id())
                .toList();
    }
}
