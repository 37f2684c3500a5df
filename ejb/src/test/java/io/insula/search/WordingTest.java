package io.insula.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "My sister lives in Bonn | My brother lives in Bonn | 4",
                "Olga takes her tea with milk | Boris takes his tea with lemon | 2",
                "The sister I have lives in Bonn | My sister moved to Kiel | 0",
                "My sister lives in Bonn | The house was sold | 0",
                "To my sister we flew | It was my brother | 1",
                "My sister lives in Bonn | My sister moved to Kiel | 0",
                "I live in Bonn | I moved to Kiel | 0",
            })
    void theWordsAroundALostWordReturnWhereTheSameIsSaidOfAnother(String older, String newer, int echoed) {
        Wording question = Wording.of("Where do Olga and my sister live?");
        Wording wording = Wording.of(older);

        assertThat(wording.echoedIn(Wording.of(newer), question)).isEqualTo(echoed);
    }

    @Test
    void onlyWhatTheQuestionNamesCanGetLost() {
        Wording question = Wording.of("Where does my sister live?");

        assertThat(Wording.of("My sister lives in Bonn").lostIn(Wording.of("She lives there"), question))
                .containsExactly("sister");
    }

    @Test
    void namesAreWrittenWithACapitalWithinTheText() {
        assertThat(Wording.names("Where in Žižkov does Olga live?")).containsExactlyInAnyOrder("zizkov", "olga");
        assertThat(Wording.names("Where do I live?")).isEmpty();
    }
}
