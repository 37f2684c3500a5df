package io.insula.chat;

import java.util.ArrayList;
import java.util.List;

/**
 * What a user said in one turn, told apart sentence by sentence: what asks and what states. Statements become memories;
 * questions and requests for information never do, or an earlier question would come back as the answer to the same
 * question.
 *
 * <p>A sentence asks if it ends in a question mark, begins like a question or a request ("what is my budget", "tell me
 * my budget"), or asks in a roundabout way ("I wonder where …", "I forgot what …"). A request to remember ("Can you
 * remember that …") states. Without a question mark only English is told apart. A sentence that states and asks at once
 * asks. Greetings and thanks do neither.
 */
public final class Utterance {

    private Utterance() {}

    /** Whether any sentence of the text asks for something. */
    public static boolean isQuestion(String text) {
        return Sentences.of(text).stream().anyMatch(Asking::asks);
    }

    /** The sentences that ask, in their order. */
    public static List<String> questions(String text) {
        return Sentences.of(text).stream().filter(Asking::asks).toList();
    }

    /** The sentences that state something, in their order: neither questions nor pleasantries. */
    public static List<String> stated(String text) {
        return Sentences.of(text).stream()
                .filter(sentence -> !Asking.asks(sentence) && !Asking.isPleasantry(sentence))
                .toList();
    }

    /**
     * What the text states, in the user's own words. Sentences that follow each other stay together, because one often
     * explains the other ("I moved. The new place is in Berlin."); a question between them parts them.
     */
    public static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String sentence : Sentences.of(text)) {
            if (Asking.asks(sentence)) {
                flush(current, statements);
            } else if (!Asking.isPleasantry(sentence)) {
                current.append(current.isEmpty() ? "" : " ").append(sentence);
            }
        }
        flush(current, statements);
        return List.copyOf(statements);
    }

    private static void flush(StringBuilder current, List<String> statements) {
        if (!current.isEmpty()) {
            statements.add(current.toString());
            current.setLength(0);
        }
    }
}
