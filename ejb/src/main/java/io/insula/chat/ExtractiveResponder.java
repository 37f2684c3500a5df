package io.insula.chat;

import io.insula.search.Recall;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers without a language model: it quotes what the caller said before, or says that nothing is known. It adds no
 * word of its own to the facts, so it cannot invent any.
 */
@ApplicationScoped
public class ExtractiveResponder {

    private static final int MOST_QUOTES = 3;
    private static final int LONGEST_QUOTE = 400;
    /** A further memory is quoted only if it answers nearly as well as the best one. */
    private static final double NEARLY = 0.75;

    private static final String NOTHING_KNOWN = "You have not told me anything yet that answers this.";
    private static final String NOTHING_SAID = "Tell me something to remember, or ask about what you have told me.";

    /**
     * The answer to one turn.
     *
     * @param utterance what the user said: a question, a statement or both
     * @param ranked the user's own memories, ranked for {@link Utterance#questions}; not read where nothing is asked
     */
    public ExtractiveAnswer answer(String utterance, List<Recall.Ranked> ranked) {
        List<String> statements = Utterance.statements(utterance);
        String noted = statements.isEmpty() ? "" : "Noted: " + quote(String.join(" ", statements));
        if (!Utterance.isQuestion(utterance)) {
            return new ExtractiveAnswer(noted.isEmpty() ? NOTHING_SAID : noted, false, List.of());
        }
        List<Recall.Ranked> quoted = worthQuoting(ranked);
        String reply = quoted.isEmpty() ? NOTHING_KNOWN : reply(quoted);
        return new ExtractiveAnswer(
                noted.isEmpty() ? reply : noted + "\n" + reply,
                !quoted.isEmpty(),
                quoted.stream()
                        .map(memory -> new ExtractiveAnswer.Source(memory.id(), memory.score()))
                        .toList());
    }

    private static List<Recall.Ranked> worthQuoting(List<Recall.Ranked> ranked) {
        double best = ranked.isEmpty() ? 0 : ranked.get(0).score();
        return ranked.stream()
                .filter(Recall.Ranked::isKnown)
                .filter(memory -> memory.score() >= NEARLY * best)
                .limit(MOST_QUOTES)
                .toList();
    }

    private static String reply(List<Recall.Ranked> quoted) {
        if (quoted.size() == 1) {
            return "You told me: " + quote(quoted.get(0).content());
        }
        return quoted.stream()
                .map(memory -> "- " + quote(memory.content()))
                .collect(Collectors.joining("\n", "You told me:\n", ""));
    }

    private static String quote(String content) {
        String line = content.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) > LONGEST_QUOTE) {
            line = line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)).stripTrailing() + "…";
        }
        return "“" + line + "”";
    }
}
