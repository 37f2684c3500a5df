package io.insula.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HybridRankingTest {

    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final Likeness STRANGERS = (left, right) -> 0;

    private final HybridRanking ranking = new HybridRanking();

    @Test
    void theBestInBothComesFirstWithAFullScore() {
        List<RankedCandidate> ranked = rank(
                Recency.none(),
                candidate("near", 0.9, Keyword.none()),
                candidate("both", 0.95, new Keyword(3, 1)),
                candidate("worded", 0.1, new Keyword(2, 0.5)));

        assertThat(ids(ranked)).containsExactly("both", "worded", "near");
        assertThat(ranked.get(0).scores()).isEqualTo(new Scores(0.95, 3, 1, 0));
        assertThat(ranked).extracting(RankedCandidate::rank).containsExactly(1, 2, 3);
    }

    @Test
    void aNameThatOnlyTheWordsKnowBeatsAChanceNearness() {
        List<RankedCandidate> ranked = rank(
                Recency.none(), candidate("near", 0.5, Keyword.none()), candidate("name", 0.49, new Keyword(3, 1)));

        assertThat(ids(ranked)).containsExactly("name", "near");
    }

    @Test
    void aChanceWordBeatsNothing() {
        List<RankedCandidate> ranked = rank(
                Recency.none(), candidate("near", 0.5, Keyword.none()), candidate("chance", 0.49, new Keyword(1, 0.1)));

        assertThat(ids(ranked)).containsExactly("near", "chance");
    }

    @Test
    void whatIsNeitherNearNorWordedScoresNothing() {
        assertThat(rank(Recency.none(), candidate("far", -0.2, Keyword.none()))
                        .get(0)
                        .scores())
                .isEqualTo(new Scores(-0.2, 0, 0, 0));
    }

    @Test
    void recencyCountsAsMuchAsItIsAllowedTo() {
        Candidate old = new Candidate("old", "x", NOW.minus(Duration.ofDays(60)), 0.9, Keyword.none());
        Candidate young = new Candidate("young", "x", NOW, 0.8, Keyword.none());

        assertThat(ids(rank(new Recency(NOW, Duration.ofDays(30), 0.05), old, young)))
                .containsExactly("old", "young");
        List<RankedCandidate> ranked = rank(new Recency(NOW, Duration.ofDays(30), 0.9), old, young);
        assertThat(ids(ranked)).containsExactly("young", "old");
        assertThat(ranked.get(0).scores().recency()).isEqualTo(1);
        assertThat(ranked.get(1).scores().recency()).isEqualTo(0.25, Offset.offset(1e-9));
    }

    @Test
    void aHalfLifeAndAWeightHaveBounds() {
        assertThatThrownBy(() -> new Recency(NOW, Duration.ZERO, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Recency(NOW, Duration.ofDays(1), 1.1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Recency(NOW, Duration.ofDays(1), Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNewerOfTwoStatementsAboutOneThingComesFirstThoughItScoresLess() {
        Candidate older = new Candidate("older", "I live in Bonn", NOW.minusSeconds(9), 0.9, Keyword.none());
        Candidate newer = new Candidate("newer", "I moved to Kiel", NOW, 0.8, Keyword.none());

        List<RankedCandidate> ranked =
                ranking.rank("Where do I live?", List.of(older, newer), Recency.none(), (a, b) -> 1);

        assertThat(ids(ranked)).containsExactly("newer", "older");
        assertThat(ranked.get(0).rank()).isEqualTo(1);
        assertThat(ranked.get(0).scores().fused())
                .isLessThan(ranked.get(1).scores().fused());
    }

    @Test
    void nothingRanksNothing() {
        assertThat(rank(Recency.none())).isEmpty();
    }

    private List<RankedCandidate> rank(Recency recency, Candidate... candidates) {
        return ranking.rank("Who?", List.of(candidates), recency, STRANGERS);
    }

    private static Candidate candidate(String id, double cosine, Keyword keyword) {
        return new Candidate(id, "x", NOW, cosine, keyword);
    }

    private static List<String> ids(List<RankedCandidate> ranked) {
        return ranked.stream().map(hit -> hit.candidate().id()).toList();
    }
}
