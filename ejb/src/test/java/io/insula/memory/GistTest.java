package io.insula.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.embedding.Embedder;
import io.insula.embedding.Vectors;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GistTest {

    private static final String SAME =
            """
            I prefer green tea.                      | I prefer green tea
            I prefer green tea                       | i prefer GREEN tea!
            My budget is $5,000                      | my budget is $5000.
            I have a car                             | I have the car
            Remember that my dog is called Rex       | My dog is called Rex
            By the way, I don't eat meat             | I do not eat meat
            I'm allergic to nuts                     | I am allergic to nuts
            I can't swim                             | I cannot swim
            My favourite drink is green tea          | Green tea is my favourite drink
            It’s my father's birthday on 3 May       | It is my father's birthday on 3 May
            """;

    private static final String DIFFERENT =
            """
            My budget is $5,000                      | My budget is $6,000
            My budget is $5,000                      | My budget is €5,000
            The rate is 1.5                          | The rate is 15
            I eat meat                               | I don't eat meat
            Anna is my boss                          | Hanna is my boss
            My manager is Anna                       | My manager was Anna
            Anna manages Ben                         | Ben manages Anna
            I moved from Rome to Berlin              | I moved to Rome from Berlin
            Dogs are animals                         | Animals are dogs
            I live in Rome                           | Do I live in Rome?
            My flight is at 10:30                    | My flight is at 13:00
            It was -5 degrees                        | It was 5 degrees
            My sister likes tea                      | My sisters like tea
            Anna's brother called                    | Anna called
            I like C                                 | I like C#
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = SAME)
    void whatSaysTheSameHasOneGist(String left, String right) {
        assertThat(Gist.of(left)).isNotNull().isEqualTo(Gist.of(right));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = DIFFERENT)
    void whatSaysSomethingElseHasAnother(String left, String right) {
        assertThat(Gist.of(left)).isNotEqualTo(Gist.of(right));
    }

    @ParameterizedTest
    @CsvSource({"我喜欢绿茶, 我喜欢红茶", "Ich mag Tee, Ich mag Bier"})
    void otherLanguagesKeepApartWhatTheyKeepApart(String left, String right) {
        assertThat(Gist.of(left)).isNotEqualTo(Gist.of(right)).isEqualTo(Gist.of(left + " "));
    }

    @Test
    void nothingSaidHasNone() {
        assertThat(Gist.of("…")).isNull();
    }

    /** The threshold that is asked of two statements of one gist lies below what they reach. */
    @Test
    void statementsOfOneGistLieNearEachOther() {
        try (Embedder embedder = new Embedder()) {
            embedder.load();
            for (String pair : SAME.lines().toList()) {
                float[][] vectors = Arrays.stream(pair.split("\\|", -1))
                        .map(text -> embedder.embed(text.strip()))
                        .toArray(float[][]::new);
                assertThat(Map.of(pair, Vectors.dot(vectors[0], vectors[1])))
                        .allSatisfy((said, cosine) ->
                                assertThat((double) cosine).as(said).isGreaterThan(MemoryTwins.NEAR));
            }
        }
    }
}
