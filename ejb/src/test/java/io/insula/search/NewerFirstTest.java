package io.insula.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewerFirstTest {

    private static final Likeness ALIKE = (left, right) -> NewerFirst.ABOUT_ONE_THING;

    @Test
    void aStatementThatAnnouncesAChangeStandsBeforeTheOneItReplaces() {
        Candidate bonn = said(1, "My sister lives in Bonn", 0.8, 0.5);
        Candidate kiel = said(2, "My sister moved to Kiel", 0.6, 0.4);

        assertThat(order("Where does my sister live?", ALIKE, bonn, kiel)).containsExactly(1, 0);
    }

    @Test
    void aStatementThatAnnouncesNothingReplacesOnlyWhatItMeetsAsWell() {
        Candidate bonn = said(1, "My sister lives in Bonn", 0.80, 0.5);
        Candidate kiel = said(2, "My sister lives in Kiel", 0.79, 0.5);
        Candidate brother = said(3, "My brother lives in Bonn", 0.79, 0.2);

        assertThat(order("Where does my sister live?", ALIKE, bonn, kiel)).containsExactly(1, 0);
        assertThat(order("Where does my sister live?", ALIKE, bonn, brother)).containsExactly(0, 1);
    }

    @Test
    void statementsAboutDifferentThingsKeepTheirOrder() {
        Candidate bonn = said(1, "My sister lives in Bonn", 0.8, 0.5);
        Candidate office = said(2, "The office moved to Kiel", 0.8, 0.5);

        assertThat(order("Where?", (left, right) -> NewerFirst.ABOUT_ONE_THING - 0.01, bonn, office))
                .containsExactly(0, 1);
    }

    @Test
    void theNumberThatIsAskedForIsNotLost() {
        Candidate age = said(1, "My dog is nine", 0.5, 0.5);
        Candidate dog = said(2, "My dog is now blind", 0.6, 0.5);

        assertThat(order("How old is my dog?", ALIKE, age, dog)).containsExactly(0, 1);
    }

    @Test
    void anOlderStatementNeverPassesANewerOne() {
        Candidate newer = said(2, "It moved", 0.5, 0.5);
        Candidate older = said(1, "It moved", 0.9, 0.9);
        Candidate same = said(2, "It moved", 0.9, 0.9);

        assertThat(order("Where?", ALIKE, newer, older)).containsExactly(0, 1);
        assertThat(order("Where?", ALIKE, newer, same)).containsExactly(0, 1);
        assertThat(order("Where?", ALIKE, new Candidate("undated", "x", null, 0.9, Keyword.none()), newer))
                .containsExactly(0, 1);
    }

    @Test
    void theRestOfALongListKeepsItsPlace() {
        Candidate[] many = new Candidate[NewerFirst.LOOKED_AT + 2];
        for (int i = 0; i < many.length; i++) {
            many[i] = said(i, "It moved", 0.5, 0.5);
        }

        List<Integer> order = order("Where?", ALIKE, many);

        assertThat(order.get(0)).isEqualTo(NewerFirst.LOOKED_AT - 1);
        assertThat(order.subList(NewerFirst.LOOKED_AT, many.length))
                .containsExactly(NewerFirst.LOOKED_AT, NewerFirst.LOOKED_AT + 1);
    }

    private static List<Integer> order(String question, Likeness likeness, Candidate... ranked) {
        return new NewerFirst(question, likeness).order(List.of(ranked));
    }

    private static Candidate said(int at, String content, double cosine, double share) {
        return new Candidate("mem_" + at, content, Instant.ofEpochSecond(at), cosine, new Keyword(1, share));
    }
}
