package io.insula.evaluation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What people said, what they ask, and where the answers stand; see {@code docs/evaluation.md}.
 *
 * @param turns of all users, oldest first
 */
record EvaluationSet(List<Turn> turns, List<Question> questions, List<Pair> pairs) {

    EvaluationSet {
        turns = turns.stream().sorted(Comparator.comparing(Turn::at)).toList();
        questions = List.copyOf(questions);
        pairs = List.copyOf(pairs);
    }

    /** Something said. */
    record Turn(String id, String user, Instant at, String text) {}

    /**
     * Something asked.
     *
     * @param at as of when; null: after all that the user said
     * @param half empty where the file knows no halves
     */
    record Asked(String id, String user, Instant at, String text, String half) {}

    /**
     * A question with its answer.
     *
     * @param kind empty where the file tells none
     * @param evidence the turns that hold the answer; none: nothing does
     */
    record Question(Asked asked, String kind, List<String> evidence) {

        Question {
            evidence = List.copyOf(evidence);
        }

        boolean isAnswerable() {
            return !evidence.isEmpty();
        }
    }

    /**
     * A question near to two turns.
     *
     * @param updated whether the newer one replaces the older one; otherwise both hold and the older one answers
     */
    record Pair(Asked asked, boolean updated, String older, String newer) {}

    /** The turns by user. */
    Map<String, List<Turn>> turnsByUser() {
        return turns.stream().collect(Collectors.groupingBy(Turn::user));
    }
}
