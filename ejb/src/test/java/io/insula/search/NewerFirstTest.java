package io.insula.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewerFirstTest {

    private static final Likeness ALIKE = (left, right) -> NewerFirst.ABOUT_ONE_THING;

    @Test
    void theNewerOfTwoStatementsAboutOneThingStandsFirst() {
        Candidate bonn = said(1, "My sister lives in Bonn", 0.8);
        Candidate kiel = said(2, "My sister moved to Kiel", 0.6);

        assertThat(order("Where does my sister live?", ALIKE, bonn, kiel)).containsExactly(1, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Where does my sister live? | My sister lives in Bonn | My brother lives in Bonn",
                "What does the agency in Ghent pay? | The agency in Ghent pays 14 cents | The agency in Leuven pays 11 cents",
                "Where is Žofie? | Žofie sits in room 4 | Room 5 is where Anton sits",
                "Which doctor treats my knee? | Dr Weiss treats my knee | Dr Schwarz treats my skin",
            })
    void whatIsSaidOfAnotherReplacesNothing(String question, String older, String newer) {
        assertThat(order(question, ALIKE, said(1, older, 0.8), said(2, newer, 0.79)))
                .containsExactly(0, 1);
    }

    @Test
    void aStatementThatMeetsTheQuestionMuchWorseReplacesNothing() {
        Candidate bonn = said(1, "I live in Bonn", 0.9);
        Candidate kiel = said(2, "Kiel is windy", 0.3);

        assertThat(order("Where do I live?", ALIKE, bonn, kiel)).containsExactly(0, 1);
    }

    @Test
    void whoAsksHowItWasGetsTheOlderStatementAsItStands() {
        Candidate bonn = said(1, "I live in Bonn", 0.8);
        Candidate kiel = said(2, "I live in Kiel", 0.8);

        assertThat(order("Where did I live before?", ALIKE, bonn, kiel)).containsExactly(0, 1);
        assertThat(order("What did I say last about where I live?", ALIKE, bonn, kiel))
                .containsExactly(1, 0);
    }

    @Test
    void statementsAboutDifferentThingsKeepTheirOrder() {
        Candidate bonn = said(1, "My sister lives in Bonn", 0.8);
        Candidate office = said(2, "The office moved to Kiel", 0.8);

        assertThat(order("Where?", (left, right) -> NewerFirst.ABOUT_ONE_THING - 0.01, bonn, office))
                .containsExactly(0, 1);
    }

    @Test
    void theNumberThatIsAskedForIsNotLost() {
        Candidate age = said(1, "My dog is nine", 0.5);
        Candidate dog = said(2, "My dog is now blind", 0.6);

        assertThat(order("How old is my dog?", ALIKE, age, dog)).containsExactly(0, 1);
    }

    @Test
    void anOlderStatementNeverPassesANewerOne() {
        Candidate newer = said(2, "It moved", 0.5);
        Candidate older = said(1, "It moved", 0.9);
        Candidate same = said(2, "It moved", 0.9);

        assertThat(order("Where?", ALIKE, newer, older)).containsExactly(0, 1);
        assertThat(order("Where?", ALIKE, newer, same)).containsExactly(0, 1);
        assertThat(order("Where?", ALIKE, new Candidate("undated", "x", null, 0.9, Keyword.none()), newer))
                .containsExactly(0, 1);
    }

    @Test
    void theRestOfALongListKeepsItsPlace() {
        Candidate[] many = new Candidate[NewerFirst.LOOKED_AT + 2];
        for (int i = 0; i < many.length; i++) {
            many[i] = said(i, "It moved", 0.5);
        }

        List<Integer> order = order("Where?", ALIKE, many);

        assertThat(order.get(0)).isEqualTo(NewerFirst.LOOKED_AT - 1);
        assertThat(order.subList(NewerFirst.LOOKED_AT, many.length))
                .containsExactly(NewerFirst.LOOKED_AT, NewerFirst.LOOKED_AT + 1);
    }

    @Test
    void whatWasDecidedStandsBeforeTheRule() {
        Candidate berlin = said(1, "I live in Berlin", 0.9);
        Candidate rome = said(2, "The boxes arrived in Rome", 0.1);
        Candidate sister = said(3, "My sister lives in Kiel", 0.8);

        assertThat(order("Where do I live?", decided(Verdict.SUPERSEDES), berlin, rome))
                .containsExactly(1, 0);
        for (Verdict kept : List.of(Verdict.SAME, Verdict.COMPATIBLE)) {
            assertThat(order(
                            "Where does my sister live?",
                            decided(kept),
                            said(1, "My sister lives in Bonn", 0.8),
                            sister))
                    .containsExactly(0, 1);
        }
        assertThat(order("Where did I live before?", decided(Verdict.SUPERSEDES), berlin, rome))
                .containsExactly(0, 1);
    }

    @Test
    void whatWasDecidedHoldsFurtherDownThanTheRule() {
        Candidate[] many = new Candidate[NewerFirst.DECIDED + 1];
        for (int i = 0; i < many.length; i++) {
            many[i] = said(i, "Statement " + i, 0.5);
        }
        Likeness last = decided(Map.of("mem_" + (NewerFirst.DECIDED - 1), "mem_0"));

        assertThat(order("Where?", last, many).get(0)).isEqualTo(NewerFirst.DECIDED - 1);
        assertThat(order("Where?", decided(Map.of("mem_" + NewerFirst.DECIDED, "mem_0")), many))
                .isSorted();
    }

    private static Likeness decided(Verdict verdict) {
        return new Decided((newer, older) -> verdict);
    }

    private static Likeness decided(Map<String, String> superseding) {
        return new Decided(
                (newer, older) -> older.id().equals(superseding.get(newer.id())) ? Verdict.SUPERSEDES : Verdict.OPEN);
    }

    private record Decided(BiFunction<Candidate, Candidate, Verdict> verdicts) implements Likeness {

        @Override
        public double between(Candidate left, Candidate right) {
            return 0;
        }

        @Override
        public Verdict verdict(Candidate newer, Candidate older) {
            return verdicts.apply(newer, older);
        }
    }

    private static List<Integer> order(String question, Likeness likeness, Candidate... ranked) {
        return new NewerFirst(question, likeness).order(List.of(ranked));
    }

    private static Candidate said(int at, String content, double cosine) {
        return new Candidate("mem_" + at, content, Instant.ofEpochSecond(at), cosine, Keyword.none());
    }
}
