package io.insula.memory.working;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.insula.embedding.Meaning;
import io.insula.memory.working.WorkingSet.Near;
import io.insula.memory.working.WorkingSet.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkingSetTest {

    private static final Clock SAID = Clock.fixed(Instant.parse("2026-11-01T08:00:00Z"), ZoneOffset.UTC);
    private static final Decay DECAY = new Decay(Duration.ofHours(24));
    private static final Meaning QUESTION = meaning(1, 0);

    @Test
    void strengthHalvesWithEachHalfLife() {
        assertThat(DECAY.strength(0, SAID.instant(), SAID.instant())).isEqualTo(1);
        assertThat(DECAY.strength(0, SAID.instant(), later(24))).isEqualTo(0.5, within(1e-9));
        assertThat(DECAY.strength(0, SAID.instant(), later(72))).isEqualTo(0.125, within(1e-9));
    }

    @Test
    void eachUseMakesStrongerAndEverLess() {
        assertThat(IntStream.of(0, 1, 3, 7).mapToDouble(uses -> DECAY.strength(uses, SAID.instant(), SAID.instant())))
                .containsExactly(1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void aClockThatIsBehindMakesNothingStronger() {
        assertThat(DECAY.strength(0, later(5), SAID.instant())).isEqualTo(1);
    }

    @Test
    void whatWasSaidIsRecalledUntilItHasFaded() {
        WorkingSet set = new WorkingSet(1, List.of(trace("wrk_1", null, 0, SAID.instant(), meaning(1, 0))));

        assertThat(recalled(set, later(4 * 24))).containsExactly("wrk_1");
        assertThat(set.hasFaded(DECAY, later(4 * 24))).isFalse();
        assertThat(recalled(set, later(5 * 24))).isEmpty();
        assertThat(set.hasFaded(DECAY, later(5 * 24))).isTrue();
    }

    @Test
    void whatWasUsedIsRecalledLonger() {
        WorkingSet set = new WorkingSet(1, List.of(trace("wrk_1", null, 3, SAID.instant(), meaning(1, 0))));

        assertThat(recalled(set, later(5 * 24))).containsExactly("wrk_1");
    }

    @Test
    void theFresherOfTwoEquallyNearComesFirst() {
        WorkingSet set = new WorkingSet(
                1,
                List.of(
                        trace("wrk_old", null, 0, SAID.instant(), meaning(1, 0)),
                        trace("wrk_new", null, 0, later(48), meaning(1, 0))));

        assertThat(recalled(set, later(48))).containsExactly("wrk_new", "wrk_old");
    }

    @Test
    void whatPointsElsewhereIsNotRecalled() {
        WorkingSet set = new WorkingSet(1, List.of(trace("wrk_1", null, 0, SAID.instant(), meaning(-1, 0))));

        assertThat(recalled(set, SAID.instant())).isEmpty();
    }

    @Test
    void twoEntriesOfOneMemoryComeBackOnce() {
        WorkingSet set = new WorkingSet(
                1,
                List.of(
                        trace("wrk_1", "mem_1", 0, SAID.instant(), meaning(1, 0)),
                        trace("wrk_2", "mem_1", 0, SAID.instant(), meaning(1, 0))));

        assertThat(set.nearest(QUESTION, 10, DECAY, SAID.instant()))
                .extracting(near -> near.trace().source())
                .containsExactly("mem_1");
    }

    @Test
    void whatIsReadTwiceIsHeldOnce() {
        Trace one = trace("wrk_1", null, 0, SAID.instant(), meaning(1, 0));
        Trace stronger = trace("wrk_1", null, 1, SAID.instant(), meaning(1, 0));

        WorkingSet set = new WorkingSet(1, List.of(one)).and(List.of(stronger), 2);

        assertThat(set.revision()).isEqualTo(2);
        assertThat(set.nearest(QUESTION, 10, DECAY, SAID.instant()))
                .extracting(near -> near.trace().uses())
                .containsExactly(1);
    }

    @Test
    void useMakesWhatAnAnswerRestedOnStronger() {
        WorkingSet set = new WorkingSet(
                7,
                List.of(
                        trace("wrk_1", "mem_1", 0, SAID.instant(), meaning(1, 0)),
                        trace("wrk_2", null, 0, SAID.instant(), meaning(1, 0))));

        WorkingSet used = set.used(List.of("mem_1"), later(5 * 24));

        assertThat(used.revision()).isEqualTo(7);
        assertThat(recalled(used, later(5 * 24))).containsExactly("wrk_1");
    }

    @Test
    void theWeakestMakeRoomUntilATenthIsFree() {
        List<Place> places = IntStream.range(0, 11)
                .mapToObj(i -> new Place("wrk_" + i, 1 + i, 10))
                .toList();

        assertThat(Place.leaving(places, 11, 1_000)).isEmpty();
        assertThat(Place.leaving(places, 10, 1_000)).containsExactly("wrk_0", "wrk_1");
        assertThat(Place.leaving(places, 100, 100)).containsExactly("wrk_0", "wrk_1");
    }

    @Test
    void theFadedLeaveEvenWhereThereIsRoom() {
        List<Place> places = List.of(new Place("wrk_faded", 0.04, 1), new Place("wrk_strong", 1, 1));

        assertThat(Place.leaving(places, 10, 1_000)).containsExactly("wrk_faded");
    }

    private static List<String> recalled(WorkingSet set, Instant now) {
        return set.nearest(QUESTION, 10, DECAY, now).stream()
                .map(Near::trace)
                .map(Trace::id)
                .toList();
    }

    private static Instant later(int hours) {
        return Clock.offset(SAID, Duration.ofHours(hours)).instant();
    }

    private static Trace trace(String id, String memory, int uses, Instant usedAt, Meaning meaning) {
        return new Trace(id, memory, uses, usedAt, meaning);
    }

    private static Meaning meaning(float... vector) {
        return new Meaning("model", vector);
    }
}
