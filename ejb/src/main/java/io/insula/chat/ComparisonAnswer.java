package io.insula.chat;

import io.insula.memory.Comparison;
import io.insula.search.Verdict;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a model decides of pairs of statements: the question, and what of the answer is taken. Pairs have numbers, so that
 * no answer can speak of anything but what was asked about.
 */
final class ComparisonAnswer {

    /** Pairs in one question. */
    static final int MOST = 12;

    private static final int LONGEST_STATEMENT = 600;
    private static final String INSTRUCTION =
            """
            You compare pairs of statements that one user made, an earlier one and a later one. Decide for each pair:
            "same": the later one says the same again;
            "supersedes": both are about the same thing, and the later one tells that it is otherwise now, so that the \
            earlier one does not hold any more;
            "compatible": both can hold at the same time, or they are about different things or persons.

            Answer with one JSON object and nothing else, n being the number of the pair:
            {"pairs": [{"n": 1, "verdict": "compatible"}]}""";

    private ComparisonAnswer() {}

    static Inquiry.Question question(List<Comparison> pairs) {
        return new Inquiry.Question(
                INSTRUCTION,
                IntStream.range(0, pairs.size())
                        .mapToObj(i -> line(i + 1, pairs.get(i)))
                        .toList(),
                "What is the verdict on each pair?");
    }

    private static String line(int number, Comparison pair) {
        return DataFrame.line(
                "pair",
                Map.of(
                        "n",
                        String.valueOf(number),
                        "earlier",
                        Excerpt.of(pair.older().content(), LONGEST_STATEMENT),
                        "later",
                        Excerpt.of(pair.newer().content(), LONGEST_STATEMENT)));
    }

    /** The pairs that are decided; of two verdicts on one pair neither counts more than the first. */
    static List<Comparison> read(String answer, List<Comparison> pairs) {
        List<Comparison> decided = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (JsonObject entry : StrictAnswer.list(answer, "pairs").orElse(List.of())) {
            Optional<Integer> place = StrictAnswer.place(entry, pairs.size());
            Optional<Verdict> verdict =
                    entry.get("verdict") instanceof JsonString word ? Verdict.of(word.getString()) : Optional.empty();
            if (place.isPresent() && verdict.isPresent() && seen.add(place.get())) {
                decided.add(pairs.get(place.get()).decided(verdict.get()));
            }
        }
        return decided;
    }
}
