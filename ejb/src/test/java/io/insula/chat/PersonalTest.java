package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Remember I like Python",
                "My budget is $5,000",
                "I'm allergic to nuts",
                "Ich trinke lieber Tee",
                "J'adore le thé",
                "Prefiero el té, y mi color es azul",
                "私はお茶が好きです",
            })
    void whatSpeaksOfItsSpeakerCouldTellAPreference(String statement) {
        assertThat(Personal.couldTellAPreference(statement)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"The server was restarted at noon.", "Rain in Rome.", "42", "", "Mica is a mineral."})
    void whatDoesNotCouldNot(String statement) {
        assertThat(Personal.couldTellAPreference(statement)).isFalse();
    }
}
