package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedPreferenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    Remember I like Python                          | python = true
                    Please remember that I really love green tea.   | green_tea = true
                    I like Python and Go                            | python = true, go = true
                    I enjoy hiking, chess and C++                   | hiking = true, chess = true, cpp = true
                    I prefer trains over planes                     | trains = true
                    I'm fond of C#                                  | csharp = true
                    I like to swim                                  | swim = true
                    I don’t like olives                             | olives = false
                    I no longer like Java                           | java = false
                    I don't like Java anymore                       | java = false
                    I hate the cold                                 | cold = false
                    I use Docker                                    | uses.docker = true
                    I use IntelliJ for coding                       | uses.coding = "IntelliJ"
                    My favourite color is dark blue                 | favorite.color = "dark blue"
                    My budget is $5,000                             | budget = "$5,000"
                    My dog's name is Rex                            | dog_name = "Rex"
                    """)
    void isReadFromTheFormOfTheSentence(String sentence, String expected) {
        assertThat(told(sentence)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I like it",
                "I like how you think",
                "I like that we agreed on the plan for next year",
                "I would like a coffee",
                "I'd like to know the time",
                "I used to like Java",
                "If I like it, I buy it",
                "My sister likes Python",
                "My budget is not fixed yet",
                "What do I like",
                "We met in Paris",
                "I like everything that grows in the garden of my old aunt",
                "I like 寿司"
            })
    void isNotReadFromWhatStatesNone(String sentence) {
        assertThat(StatedPreference.of(sentence)).isEmpty();
    }

    @Test
    void aLongValueIsNoPreference() {
        assertThat(StatedPreference.of("My plan is " + "a".repeat(201))).isEmpty();
    }

    private static String told(String sentence) {
        return String.join(
                ", ",
                StatedPreference.of(sentence).stream()
                        .map(each -> each.key() + " = " + each.value())
                        .toList());
    }
}
