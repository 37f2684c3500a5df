package io.insula.evaluation;

import io.insula.evaluation.EvaluationSet.Pair;
import io.insula.evaluation.EvaluationSet.Question;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was measured on one half, or on the whole of a file that knows none. */
final class HalfReport {

    private static final String ALL = "";

    private final Map<String, Map<Ranker, Figures>> byKind = new TreeMap<>();
    private final Tally answered = new Tally();
    private final Tally falselyAnswered = new Tally();
    private final Tally newerFirst = new Tally();
    private final Tally wronglyReordered = new Tally();
    private final Tally newerFirstInChat = new Tally();
    private final Tally wronglyReorderedInChat = new Tally();

    void add(Question question, Diary.Answer answer) {
        if (!question.isAnswerable()) {
            falselyAnswered.add(answer.known());
            return;
        }
        answered.add(answer.known());
        for (Ranker ranker : Ranker.values()) {
            List<String> found = answer.orders().get(ranker);
            figures(ALL, ranker).add(question.evidence(), found);
            if (!question.kind().isEmpty()) {
                figures(question.kind(), ranker).add(question.evidence(), found);
            }
        }
    }

    /** Counts a pair by the fused order and by that of chat; a turn that was not found stands behind every other. */
    void add(Pair pair, Diary.Answer answer) {
        (pair.updated() ? newerFirst : wronglyReordered)
                .add(standsNewerFirst(pair, answer.orders().get(Ranker.FUSED)));
        (pair.updated() ? newerFirstInChat : wronglyReorderedInChat).add(standsNewerFirst(pair, answer.chat()));
    }

    private static boolean standsNewerFirst(Pair pair, List<String> order) {
        int newer = order.indexOf(pair.newer());
        int older = order.indexOf(pair.older());
        return newer >= 0 && (older < 0 || newer < older);
    }

    /** The figures over all answerable questions. */
    Figures figures(Ranker ranker) {
        return figures(ALL, ranker);
    }

    /** The figures by kind of question, that over all under the empty name; only kinds that were asked. */
    Map<String, Map<Ranker, Figures>> byKind() {
        return byKind;
    }

    /** Answerable questions that would be answered at all. */
    Tally answered() {
        return answered;
    }

    /** Unanswerable questions that would be answered all the same. */
    Tally falselyAnswered() {
        return falselyAnswered;
    }

    /** Updated facts whose newer statement stands first. */
    Tally newerFirst() {
        return newerFirst;
    }

    /** Compatible pairs whose newer statement stands first, though the older one answers. */
    Tally wronglyReordered() {
        return wronglyReordered;
    }

    /** The same of updated facts, as chat has them. */
    Tally newerFirstInChat() {
        return newerFirstInChat;
    }

    /** The same of compatible pairs. */
    Tally wronglyReorderedInChat() {
        return wronglyReorderedInChat;
    }

    private Figures figures(String kind, Ranker ranker) {
        return byKind.computeIfAbsent(kind, name -> new EnumMap<>(Ranker.class))
                .computeIfAbsent(ranker, name -> new Figures());
    }
}
