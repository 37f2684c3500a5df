package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodesTest {

    private static final int LONGEST = 10_000;

    @Test
    void eachSentenceIsRememberedByItself() {
        List<String> sentences = Utterance.stated("My name is Ann. I live in Berlin. My budget is $5,000.");

        assertThat(Episodes.of(sentences, LONGEST))
                .containsExactly("My name is Ann.", "I live in Berlin.", "My budget is $5,000.");
    }

    @Test
    void aSentenceThatLeansStaysWithTheOneBeforeIt() {
        List<String> sentences = Utterance.stated("I have a dog. He is called Rex. My car is red.");

        assertThat(Episodes.of(sentences, LONGEST))
                .containsExactly("I have a dog. He is called Rex.", "My car is red.");
    }

    @Test
    void aLongMessageBecomesFewLargerPiecesAndLosesNothing() {
        List<String> sentences = Collections.nCopies(3_000, "I counted another sheep today.");

        List<String> episodes = Episodes.of(sentences, LONGEST);

        assertThat(episodes).hasSizeBetween(2, Episodes.MOST + 1);
        assertThat(String.join(" ", episodes)).isEqualTo(String.join(" ", sentences));
    }

    @Test
    void aSentenceLongerThanAMemoryIsCutBetweenCharacters() {
        List<String> episodes = Episodes.of(List.of("a😀😀😀"), 1);

        assertThat(episodes).containsExactly("a", "😀", "😀", "😀");
    }
}
