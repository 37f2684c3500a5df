package io.insula.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Orders what a search found by meaning and keyword together, by their ranks: a candidate gets {@code 1 / (10 + rank)} by
 * meaning and {@code share² / (10 + rank)} by keyword, where share is how much of the question's wording it holds; the
 * sum is scaled so that the best in both gets 1. Ranks need no common scale; the share keeps a chance word from counting
 * as much as the whole name. Then, where asked for, recency is mixed in, and of two statements about one thing
 * the newer one is put first ({@link NewerFirst}).
 *
 * <p>The figures, and how they were chosen, stand in {@code docs/evaluation.md}.
 */
public final class HybridRanking {

    /** Takes from the distance between the first ranks; the smaller, the more the first one of a list counts. */
    private static final double CALM = 10;

    private static final double BEST = 2 / (CALM + 1);

    /**
     * The candidates, best first.
     *
     * @param question as the user put it
     * @param candidates what either search proposes, with both its scores; at best a few hundred
     * @param recency whether and how much it counts that something is new
     * @param likeness of two candidates, asked for the best few only
     */
    public List<RankedCandidate> rank(String question, List<Candidate> candidates, Recency recency, Likeness likeness) {
        List<RankedCandidate> ranked = scored(candidates, recency);
        ranked.sort(
                Comparator.comparingDouble((RankedCandidate hit) -> hit.scores().fused())
                        .reversed());
        List<Integer> order = new NewerFirst(question, likeness)
                .order(ranked.stream().map(RankedCandidate::candidate).toList());
        return IntStream.range(0, order.size())
                .mapToObj(i -> {
                    RankedCandidate hit = ranked.get(order.get(i));
                    return new RankedCandidate(hit.candidate(), hit.scores(), i + 1);
                })
                .toList();
    }

    private static List<RankedCandidate> scored(List<Candidate> candidates, Recency recency) {
        int[] byMeaning =
                Ranks.of(candidates.stream().mapToDouble(Candidate::cosine).toArray());
        int[] byKeyword = Ranks.of(candidates.stream()
                .mapToDouble(candidate -> candidate.keyword().score())
                .toArray());
        List<RankedCandidate> scored = new ArrayList<>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            double meaning = candidate.cosine() > 0 ? 1 / (CALM + byMeaning[i]) : 0;
            double share = candidate.keyword().share();
            double keyword = share * share / (CALM + byKeyword[i]);
            double recent = recency.of(candidate.created());
            double fused = (1 - recency.weight()) * (meaning + keyword) / BEST + recency.weight() * recent;
            Scores scores = new Scores(candidate.cosine(), candidate.keyword().score(), fused, recent);
            scored.add(new RankedCandidate(candidate, scores, i + 1));
        }
        return scored;
    }
}
