package io.insula.evaluation;

import io.insula.embedding.Embedder;
import io.insula.evaluation.EvaluationSet.Asked;
import io.insula.evaluation.EvaluationSet.Pair;
import io.insula.evaluation.EvaluationSet.Question;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks every question of a file and counts where the evidence stands. One user is read in at a time, so that only the
 * vectors of one lie in memory.
 */
public final class Evaluation {

    private final Map<String, HalfReport> halves = new TreeMap<>();

    private Evaluation() {}

    /**
     * Evaluates a file with the application's own model and ranking.
     *
     * @return the tables, as Markdown
     * @throws EvaluationException if the file is missing or broken
     */
    public static String of(Path file) {
        EvaluationSet set = EvaluationFile.read(file);
        try (Embedder embedder = new Embedder()) {
            embedder.load();
            return new EvaluationTable(of(set, embedder)).text();
        }
    }

    /** What was measured, by half; under the empty name where the file knows no halves. */
    static Map<String, HalfReport> of(EvaluationSet set, Embedder embedder) {
        Evaluation evaluation = new Evaluation();
        set.turnsByUser().forEach((user, turns) -> evaluation.ask(set, user, new Diary(embedder, turns)));
        return evaluation.halves;
    }

    private void ask(EvaluationSet set, String user, Diary diary) {
        for (Question question : set.questions()) {
            if (question.asked().user().equals(user)) {
                half(question.asked()).add(question, diary.ask(question.asked()));
            }
        }
        for (Pair pair : set.pairs()) {
            if (pair.asked().user().equals(user)) {
                half(pair.asked()).add(pair, diary.ask(pair.asked()));
            }
        }
    }

    private HalfReport half(Asked asked) {
        return halves.computeIfAbsent(asked.half(), name -> new HalfReport());
    }
}
