package io.insula.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecallTest {

    private final Recall recall = new Recall();

    @Test
    void aQuestionForANumberPrefersTheMemoryThatNamesOne() {
        List<Recall.Ranked> ranked = rank(
                "How old is my dog?",
                List.of(candidate("name", "My dog is called Biscuit", 0.6), candidate("age", "He turned nine", 0.4)));

        assertThat(ranked).extracting(Recall.Ranked::id).containsExactly("age", "name");
        assertThat(ranked.get(1).meaning()).isEqualTo(0.3);
    }

    @Test
    void aQuestionForATimePrefersTheMemoryThatNamesOne() {
        List<Recall.Ranked> ranked = rank(
                "When does the course start?",
                List.of(candidate("what", "The course is about wine", 0.6), candidate("day", "It opens in May", 0.4)));

        assertThat(ranked.get(0).id()).isEqualTo("day");
    }

    @Test
    void ofTwoEquallyNearMemoriesTheOneWithTheQuestionsWordsWins() {
        List<Recall.Ranked> ranked = rank(
                "What is ticket INS-4711 about?",
                List.of(
                        candidate("a", "INS-4712 is about login", 0.5),
                        candidate("b", "Ticket INS-4711: paging", 0.5)));

        assertThat(ranked.get(0).id()).isEqualTo("b");
        assertThat(ranked.get(0).overlap()).isEqualTo(1);
    }

    @Test
    void scoresStayBetweenNoughtAndOneAndTiesKeepTheirOrder() {
        List<Recall.Ranked> ranked = rank(
                "My dog?",
                List.of(candidate("a", "x", -0.4), candidate("b", "my dog", 1.0000001), candidate("c", "x", -0.2)));

        assertThat(ranked).extracting(Recall.Ranked::id).containsExactly("b", "a", "c");
        assertThat(ranked).extracting(Recall.Ranked::score).containsExactly(1.0, 0.0, 0.0);
    }

    @Test
    void nothingRanksNothing() {
        assertThat(rank("What?", List.of())).isEmpty();
    }

    @Test
    void whatReplacesAnotherStatementCountsAsMuchAsThatOne() {
        Candidate bonn = said("bonn", "My sister lives in Bonn", 1, 0.8);
        Candidate kiel = said("kiel", "My sister moved to Kiel", 2, 0.3);

        List<Recall.Ranked> ranked = recall.rank("Where does my sister live?", List.of(bonn, kiel), (l, r) -> 0.9);

        assertThat(ranked).extracting(Recall.Ranked::id).containsExactly("kiel", "bonn");
        assertThat(ranked.get(0).score()).isEqualTo(ranked.get(1).score());
        assertThat(ranked.get(0).isKnown()).isTrue();
        assertThat(ranked.get(0).meaning()).isEqualTo(0.3);
    }

    private List<Recall.Ranked> rank(String question, List<Candidate> candidates) {
        return recall.rank(question, candidates, Likeness.NONE);
    }

    private static Candidate said(String id, String content, int at, double cosine) {
        return new Candidate(id, content, Instant.ofEpochSecond(at), cosine, Keyword.none());
    }

    private static Candidate candidate(String id, String content, double cosine) {
        return new Candidate(id, content, Instant.EPOCH, cosine, Keyword.none());
    }
}
