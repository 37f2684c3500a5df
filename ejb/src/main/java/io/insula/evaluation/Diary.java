package io.insula.evaluation;

import io.insula.embedding.Embedder;
import io.insula.embedding.TopK;
import io.insula.embedding.Vectors;
import io.insula.evaluation.EvaluationSet.Asked;
import io.insula.evaluation.EvaluationSet.Turn;
import io.insula.search.Candidate;
import io.insula.search.HybridRanking;
import io.insula.search.KeywordScores;
import io.insula.search.Likeness;
import io.insula.search.Recall;
import io.insula.search.Recency;
import io.insula.search.TermIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What one user said, ready to be searched the way the platform searches memories. */
final class Diary {

    /** As many as each of the two searches proposes. */
    private static final int PROPOSED = 100;

    private final Embedder embedder;
    private final List<Turn> turns;
    private final List<float[]> vectors;
    private final HybridRanking ranking = new HybridRanking();
    private final Recall recall = new Recall();

    /**
     * The rows of one user, and how they stand to a question.
     *
     * @param chat the order in which chat has them
     */
    record Answer(Map<Ranker, List<String>> orders, List<String> chat, boolean known) {}

    /**
     * Reads the turns in.
     *
     * @param turns of one user, oldest first
     */
    Diary(Embedder embedder, List<Turn> turns) {
        this.embedder = embedder;
        this.turns = List.copyOf(turns);
        this.vectors = turns.stream().map(turn -> embedder.embed(turn.text())).toList();
    }

    /** The turns that were said when the question was asked, in the order of each ranker, best first. */
    Answer ask(Asked question) {
        int said = said(question);
        float[] asked = embedder.embed(question.text());
        float[] packed = Vectors.pack(vectors.subList(0, said), said, embedder.dimension());
        List<TopK.Hit> near = TopK.scan(asked, packed, PROPOSED, -1);
        KeywordScores keywords = TermIndex.of(
                        turns.subList(0, said).stream().map(Turn::text).toList())
                .score(question.text());
        List<KeywordScores.Hit> worded = keywords.best(PROPOSED);
        Set<Integer> proposed = new LinkedHashSet<>();
        near.forEach(hit -> proposed.add(hit.row()));
        worded.forEach(hit -> proposed.add(hit.row()));
        Map<String, Integer> rows = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        for (int row : proposed) {
            Turn turn = turns.get(row);
            rows.put(turn.id(), row);
            candidates.add(new Candidate(
                    turn.id(), turn.text(), turn.at(), Vectors.dot(asked, vectors.get(row)), keywords.of(row)));
        }
        Likeness likeness = (left, right) -> nearness(left, right, rows);
        List<String> fused = ranking.rank(question.text(), candidates, Recency.none(), likeness).stream()
                .map(hit -> hit.candidate().id())
                .toList();
        List<Recall.Ranked> quotable = recall.rank(question.text(), candidates, likeness);
        return new Answer(
                Map.of(
                        Ranker.KEYWORD,
                                ids(worded.stream().map(KeywordScores.Hit::row).toList()),
                        Ranker.MEANING, ids(near.stream().map(TopK.Hit::row).toList()),
                        Ranker.FUSED, fused),
                quotable.stream().map(Recall.Ranked::id).toList(),
                !quotable.isEmpty() && quotable.get(0).isKnown());
    }

    private int said(Asked question) {
        if (question.at() == null) {
            return turns.size();
        }
        return (int) IntStream.range(0, turns.size())
                .filter(row -> !turns.get(row).at().isAfter(question.at()))
                .count();
    }

    private double nearness(Candidate left, Candidate right, Map<String, Integer> rows) {
        return Vectors.dot(vectors.get(rows.get(left.id())), vectors.get(rows.get(right.id())));
    }

    private List<String> ids(List<Integer> rows) {
        return rows.stream().map(row -> turns.get(row).id()).toList();
    }
}
