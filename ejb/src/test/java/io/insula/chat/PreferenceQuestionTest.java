package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.identity.Preference;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceQuestionTest {

    private static final List<Preference> ALL = List.of(
            preference("python", JsonValue.TRUE),
            preference("java", JsonValue.FALSE),
            preference("uses.docker", JsonValue.TRUE),
            preference("favorite.color", Json.createValue("blue")));

    @ParameterizedTest
    @CsvSource({
        "What language do I like?,python = true",
        "Do I like Python?,python = true",
        "Which do I prefer?,python = true",
        "What do I not like?,java = false",
        "Which language do I hate?,java = false",
        "What do I use?,uses.docker = true",
        "What's my favourite color?,'favorite.color = \"blue\"'"
    })
    void isAnsweredByThePreferencesOfItsKind(String question, String expected) {
        assertThat(answers(question)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Who is my doctor?", "What do I do?", "What is it like?", "Would you like some tea?"})
    void isNotSeenInOtherQuestions(String question) {
        assertThat(PreferenceQuestion.of(question)).isEmpty();
    }

    private static Stream<String> answers(String question) {
        PreferenceQuestion asked = PreferenceQuestion.of(question).orElseThrow();
        return ALL.stream().filter(asked::isAnsweredBy).map(PreferenceQuestion::told);
    }

    private static Preference preference(String key, JsonValue value) {
        return new Preference("prf_1", key, value, null, Instant.EPOCH, Instant.EPOCH);
    }
}
