package io.insula.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.embedding.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShelfTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Shelf shelf = Shelf.empty()
            .and(List.of(row("mem_east", "work", 1, 0), row("mem_north", "home", 0, 1), otherModels("mem_other")), 3);

    @Test
    void proposesTheNearestFirst() {
        assertThat(ids(shelf)).containsExactly("mem_east", "mem_north");
    }

    @Test
    void choosesBeforeItCutsOff() {
        assertThat(shelf.nearest(east(), 1, -1, card -> card.collection().equals("home")))
                .extracting(Shelf.Hit::id)
                .containsExactly("mem_north");
    }

    @Test
    void whatChangedTakesTheOldOnesPlace() {
        Shelf later = shelf.and(List.of(row("mem_east", "work", -1, 0)), 4);

        assertThat(later.revision()).isEqualTo(4);
        assertThat(ids(later)).containsExactly("mem_north");
        assertThat(ids(shelf)).as("the shelf before").startsWith("mem_east");
    }

    @Test
    void whatLeftIsNoLongerProposed() {
        assertThat(ids(shelf.only(Set.of("mem_north", "mem_other")))).containsExactly("mem_north");
        assertThat(ids(shelf.only(Set.of()))).isEmpty();
    }

    @Test
    void wordsFindWhatIsThereAndWanted() {
        Shelf said = Shelf.empty()
                .and(List.of(said("mem_1", "I keep bees"), said("mem_2", "The bees swarm in May")), 1)
                .and(List.of(said("mem_1", "I keep goats")), 2);

        assertThat(worded(said, "bees")).containsExactly("mem_2");
        assertThat(worded(said, "goats")).containsExactly("mem_1");
        assertThat(worded(said.only(Set.of("mem_1")), "bees")).isEmpty();
        assertThat(said.worded(said.keywords("bees"), 9, card -> false)).isEmpty();
    }

    @Test
    void nearnessIsKnownOfWhatIsMeasuredAlone() {
        assertThat(shelf.nearness(0, east())).isEqualTo(1);
        assertThat(shelf.between(0, 1)).isZero();
        assertThat(shelf.between(0, 0)).isEqualTo(1);
        assertThat(shelf.nearness(2, east())).isZero();
        assertThat(shelf.between(0, 2)).isZero();
    }

    @Test
    void aShelfThatChangedMuchIsWorn() {
        Shelf worn = Shelf.empty();
        for (int i = 1; i <= 100; i++) {
            assertThat(worn.isWorn()).isEqualTo(i > 66);
            worn = worn.and(List.of(said("mem_1", "change " + i)), i);
        }
    }

    @Test
    void aShelfOfAnotherModelProposesNothingUntilOneOfThisModelComes() {
        Shelf others = Shelf.empty().and(List.of(otherModels("mem_1")), 1);
        assertThat(ids(others)).isEmpty();
        assertThat(ids(others.and(List.of(row("mem_2", "work", 1, 0)), 2))).containsExactly("mem_2");
    }

    @Test
    void cardsTellWhenTheyExpire() {
        Card card = new Card("mem_1", "work", null, NOON, NOON.plusSeconds(1), true);

        assertThat(card.livesAt(NOON)).isTrue();
        assertThat(card.livesAt(NOON.plusSeconds(1))).isFalse();
    }

    @Test
    void weighsNoLessWhenItHoldsMoreThanAnIntCounts() {
        assertThat(Shelf.bytes(384, 1, 80)).isEqualTo(1_916);
        assertThat(Shelf.bytes(600_000_000, 1_562_500, 80)).isEqualTo(Integer.MAX_VALUE);
    }

    private static List<String> ids(Shelf shelf) {
        return shelf.nearest(east(), 10, 0, card -> true).stream()
                .map(Shelf.Hit::id)
                .toList();
    }

    private static List<String> worded(Shelf shelf, String question) {
        return shelf.worded(shelf.keywords(question), 9, card -> true).stream()
                .map(Shelf.Hit::id)
                .toList();
    }

    private static Shelf.Row said(String id, String words) {
        return new Shelf.Row(
                new Card(id, "work", null, NOON, null, true), words, new Meaning("model", new float[] {1, 0}));
    }

    private static Meaning east() {
        return new Meaning("model", new float[] {1, 0});
    }

    private static Shelf.Row row(String id, String collection, float x, float y) {
        return new Shelf.Row(
                new Card(id, collection, null, NOON, null, true),
                "words of " + id,
                new Meaning("model", new float[] {x, y}));
    }

    private static Shelf.Row otherModels(String id) {
        return new Shelf.Row(new Card(id, "work", null, NOON, null, false), "words of " + id, null);
    }
}
