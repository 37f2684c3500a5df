package io.insula.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTest {

    @ParameterizedTest
    @CsvSource({
        "deadlines, deadline",
        "planning, plan",
        "planned, plans",
        "calling, calls",
        "flying, fly",
        "allergies, allergy",
        "boxes, box",
        "moved, moving",
        "prices, price",
    })
    void formsOfOneWordMeet(String left, String right) {
        assertThat(Terms.stem(left)).isEqualTo(Terms.stem(right));
    }

    @ParameterizedTest
    @CsvSource({"bus", "boss", "red", "sing", "Zürich", "bed"})
    void shortWordsKeepTheirEnding(String word) {
        assertThat(Terms.stem(word)).isEqualTo(word);
    }

    @Test
    void wordsWithoutSubjectAreLeftOut() {
        assertThat(Terms.of("What is the name of my DOG?")).containsExactlyInAnyOrder("name", "dog");
    }

    @Test
    void rareWordsCountMoreThanCommonOnes() {
        Set<String> wanted = Set.of("dog", "plan");
        List<Set<String>> texts = List.of(Set.of("dog"), Set.of("plan"), Set.of("plan"), Set.of("plan"));
        Map<String, Integer> holders = Terms.holders(texts);

        double rare = Terms.share(wanted, texts.get(0), holders, 4);
        double common = Terms.share(wanted, texts.get(1), holders, 4);

        assertThat(rare).isGreaterThan(common);
        assertThat(rare + common).isEqualTo(1);
        assertThat(Terms.share(Set.of(), texts.get(0), holders, 4)).isZero();
    }
}
