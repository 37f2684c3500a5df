package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.search.Recall;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtractiveResponderTest {

    private static final Recall.Ranked BUDGET = ranked("mem_1", "My budget is $5,000", 0.8);

    private final ExtractiveResponder responder = new ExtractiveResponder();

    @Test
    void aQuestionIsAnsweredInTheCallersOwnWords() {
        ExtractiveAnswer answer = responder.answer("What's my budget?", List.of(BUDGET, ranked("mem_2", "Hm", 0.1)));

        assertThat(answer)
                .isEqualTo(new ExtractiveAnswer(
                        "You told me: “My budget is $5,000”",
                        true,
                        List.of(new ExtractiveAnswer.Source("mem_1", 0.8))));
    }

    @Test
    void atMostThreeThatAnswerNearlyAsWellAreQuotedBestFirst() {
        List<Recall.Ranked> ranked = List.of(
                BUDGET,
                ranked("mem_2", "Second", 0.75),
                ranked("mem_3", "Third", 0.7),
                ranked("mem_4", "Fourth", 0.7),
                ranked("mem_5", "Far", 0.4));

        ExtractiveAnswer answer = responder.answer("What is my budget?", ranked);

        assertThat(answer.text()).isEqualTo("You told me:\n- “My budget is $5,000”\n- “Second”\n- “Third”");
        assertThat(answer.sources()).extracting(ExtractiveAnswer.Source::id).containsExactly("mem_1", "mem_2", "mem_3");
    }

    @Test
    void nothingIsQuotedBelowTheThreshold() {
        ExtractiveAnswer answer =
                responder.answer("Where is my key?", List.of(ranked("mem_1", "x", Recall.KNOWN - 0.001)));

        assertThat(answer.known()).isFalse();
        assertThat(answer.sources()).isEmpty();
        assertThat(answer.text()).isEqualTo("You have not told me anything yet that answers this.");
        assertThat(responder.answer("Where is my key?", List.of())).isEqualTo(answer);
    }

    @Test
    void aStatementIsNotedAndAnswersNothing() {
        ExtractiveAnswer answer = responder.answer("I live in Oslo.", List.of(BUDGET));

        assertThat(answer).isEqualTo(new ExtractiveAnswer("Noted: “I live in Oslo.”", false, List.of()));
    }

    @Test
    void aMixedTurnIsNotedAndAnswered() {
        ExtractiveAnswer answer = responder.answer("I live in Oslo. What's my budget?", List.of(BUDGET));

        assertThat(answer.text()).isEqualTo("Noted: “I live in Oslo.”\nYou told me: “My budget is $5,000”");
        assertThat(answer.known()).isTrue();
    }

    @Test
    void aGreetingIsNotNoted() {
        ExtractiveAnswer answer = responder.answer("Hi there!", List.of(BUDGET));

        assertThat(answer.text()).doesNotContain("Noted").doesNotContain("budget");
        assertThat(answer.known()).isFalse();
    }

    @Test
    void longMemoriesAreCutBetweenCharacters() {
        ExtractiveAnswer answer =
                responder.answer("What did I say?", List.of(ranked("mem_1", "🦊\n".repeat(500), 0.9)));

        assertThat(answer.text()).hasSizeLessThan(900).endsWith("🦊…”");
    }

    private static Recall.Ranked ranked(String id, String content, double score) {
        return new Recall.Ranked(id, content, score, score, 0);
    }
}
