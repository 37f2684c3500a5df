package io.insula.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtteranceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What's my budget?",
                "what is my budget",
                "whats my budget",
                "What’s my address",
                "tell me my budget",
                "Please tell me where I live.",
                "do you know where I live",
                "Hey, can you remind me what my rate is",
                "where do I live",
                "which database do we use",
                "how much may I spend",
                "who lives with me",
                "am I allergic to anything",
                "Is my flight on Monday",
                "I wonder where I parked the car",
                "I forgot what my budget is",
                "I can't remember who my dentist is.",
                "I'd like to know my hourly rate",
                "can you remember where I live",
                "remember my address?",
                "do you remember my address",
                "remind me of my deadline",
                "List my allergies",
                "So what did I say about the launch",
                "any idea when my contract ends",
                "My budget is $5,000, right?",
                "Who is my doctor? 🤔",
                "¿Dónde vivo?",
                "我住在哪里？",
                "let me know when my flight leaves",
                "Has the plan been sent?",
                "has the plan been sent",
                "does Leo like fish",
                "remember my address",
                "Can you remember my address?",
                "give me my deadlines",
            })
    void questionsAndRequestsForInformationAsk(String text) {
        assertThat(Utterance.isQuestion(text)).isTrue();
        assertThat(Utterance.statements(text)).isEmpty();
        assertThat(Utterance.questions(text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My budget is $5,000",
                "Remember that I like Python",
                "Can you remember that I like Python?",
                "Please note: my flight leaves at 9.",
                "Don't forget my daughter is called Anika",
                "Remind me to call Mum on Friday",
                "When I travel I take the train.",
                "What a lovely dog we have!",
                "Have a look at the plan, I finished it",
                "May is my favourite month",
                "Will is my brother",
                "I know where the office is",
                "I forgot my umbrella",
                "I don't know how to swim",
                "Dr. Okafor looks after my knee",
                "I get up at 6 a.m. every day",
                "What I need is a bigger desk",
                "Call me Marc, nobody says Marcus.",
                "ich wohne in Berlin",
                "The price went from 3.50 to 4.20",
                "Which reminds me: the rent is due on the 1st",
                "Our app is called Whereabouts",
                "Remember my dog is called Rex",
                "Remember my address: 5 Elm Street",
                "Had my teeth cleaned today",
                "Give me short answers",
                "Don't forget to water the plants",
            })
    void statementsAreKeptWordForWord(String text) {
        assertThat(Utterance.isQuestion(text)).isFalse();
        assertThat(Utterance.statements(text)).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Hi!", "Thanks a lot.", "ok", "Good morning", "yes please", "Hello there. Thank you!", " ", ""})
    void greetingsAndThanksNeitherAskNorState(String text) {
        assertThat(Utterance.isQuestion(text)).isFalse();
        assertThat(Utterance.statements(text)).isEmpty();
    }

    @Test
    void onlyTheStatementsOfAMixedUtteranceAreKept() {
        assertThat(Utterance.statements("I moved to Berlin. What's my address?"))
                .containsExactly("I moved to Berlin.");
        assertThat(Utterance.statements("Hi! I have a cat. Her name is Momo. Do you like cats? I also have a dog"))
                .containsExactly("I have a cat. Her name is Momo.", "I also have a dog");
        assertThat(Utterance.statements("My rent is 900 euros\nwhat is my budget\nI live in Ulm"))
                .containsExactly("My rent is 900 euros", "I live in Ulm");
        assertThat(Utterance.questions("I moved to Berlin. What's my address?")).containsExactly("What's my address?");
    }

    @Test
    void abbreviationsDoNotEndASentence() {
        assertThat(Utterance.statements(
                        "I see Dr. Okafor at 8 p.m. on Friday. What is my budget? I like tea, e.g. Assam."))
                .containsExactly("I see Dr. Okafor at 8 p.m. on Friday.", "I like tea, e.g. Assam.");
    }

    @Test
    void endlessRepetitionsAreReadLikeAnyOtherText() {
        assertThat(Utterance.isQuestion("?".repeat(200_000) + "x")).isFalse();
        assertThat(Utterance.isQuestion("why".repeat(100_000) + "?")).isTrue();
        assertThat(Utterance.statements("hi ".repeat(100_000))).hasSize(1);
        assertThat(Utterance.statements("e.g. ".repeat(40_000))).hasSize(1);
        assertThat(Utterance.questions("Why? ".repeat(40_000))).hasSize(40_000);
    }

    @Test
    void sentencesThatFollowEachOtherStayTogether() {
        String text = "I moved house. The new place is in Berlin, near St. Mary's.";

        assertThat(Utterance.statements(text)).containsExactly(text);
    }
}
