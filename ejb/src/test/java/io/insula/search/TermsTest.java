package io.insula.search;

import static org.assertj.core.api.Assertions.assertThat;

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
        "bought, buy",
        "children, child",
        "losses, loss",
        "sisters, sister",
    })
    void formsOfOneWordMeet(String left, String right) {
        assertThat(Stems.of(left)).isEqualTo(Stems.of(right));
    }

    @ParameterizedTest
    @CsvSource({"bus", "boss", "red", "sing", "Zürich", "bed"})
    void shortWordsKeepTheirEnding(String word) {
        assertThat(Stems.of(word)).isEqualTo(word);
    }

    @Test
    void wordsWithoutSubjectAreLeftOut() {
        assertThat(Terms.of("What is the name of my DOG?")).containsExactlyInAnyOrder("name", "dog");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Zürich | zurich",
                "ＫＹＯＴＯ | kyoto",
                "$5,000 | 5000",
                "1,210 euros | 1210 euro",
                "neck 58.5 | neck 58.5",
                "3, 4 and 5,6 | 3 4 5 6",
                "東京タワー | 東京 京タ タワ ワー",
                "हिन्दी | हिन्दी",
                "Жёлтый | желтыи",
                "INS-4711! | ins 4711",
            })
    void lettersMeetWithoutCaseWidthAndAccents(String text, String terms) {
        assertThat(Terms.of(text)).containsExactly(terms.split(" "));
    }

    @Test
    void wordsAreRepeatedAsOftenAsTheyAreSaid() {
        assertThat(Terms.of("Tea, then more tea.")).containsExactly("tea", "more", "tea");
        assertThat(Terms.of("")).isEmpty();
        assertThat(Terms.of("?! \uD83D")).isEmpty();
    }
}
