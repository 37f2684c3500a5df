package io.insula.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecallTest {

    private final Recall recall = new Recall();

    @Test
    void aQuestionForANumberPrefersTheMemoryThatNamesOne() {
        List<Recall.Ranked> ranked = recall.rank(
                "How old is my dog?",
                List.of(candidate("name", "My dog is called Biscuit", 0.6), candidate("age", "He turned nine", 0.4)));

        assertThat(ranked).extracting(Recall.Ranked::id).containsExactly("age", "name");
        assertThat(ranked.get(1).meaning()).isEqualTo(0.3);
    }

    @Test
    void aQuestionForATimePrefersTheMemoryThatNamesOne() {
        List<Recall.Ranked> ranked = recall.rank(
                "When does the course start?",
                List.of(candidate("what", "The course is about wine", 0.6), candidate("day", "It opens in May", 0.4)));

        assertThat(ranked.get(0).id()).isEqualTo("day");
    }

    @Test
    void ofTwoEquallyNearMemoriesTheOneWithTheQuestionsWordsWins() {
        List<Recall.Ranked> ranked = recall.rank(
                "What is ticket INS-4711 about?",
                List.of(
                        candidate("a", "INS-4712 is about login", 0.5),
                        candidate("b", "Ticket INS-4711: paging", 0.5)));

        assertThat(ranked.get(0).id()).isEqualTo("b");
        assertThat(ranked.get(0).overlap()).isEqualTo(1);
    }

    @Test
    void scoresStayBetweenNoughtAndOneAndTiesKeepTheirOrder() {
        List<Recall.Ranked> ranked = recall.rank(
                "My dog?",
                List.of(candidate("a", "x", -0.4), candidate("b", "my dog", 1.0000001), candidate("c", "x", -0.2)));

        assertThat(ranked).extracting(Recall.Ranked::id).containsExactly("b", "a", "c");
        assertThat(ranked).extracting(Recall.Ranked::score).containsExactly(1.0, 0.0, 0.0);
    }

    @Test
    void nothingRanksNothing() {
        assertThat(recall.rank("What?", List.of())).isEmpty();
    }

    private static Candidate candidate(String id, String content, double cosine) {
        return new Candidate(id, content, Instant.EPOCH, cosine, Keyword.none());
    }
}
