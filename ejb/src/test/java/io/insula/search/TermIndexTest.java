package io.insula.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TermIndexTest {

    private static final List<String> DIARY = List.of(
            "My dog is called Biscuit", "The deadline is in May", "Biscuit ate my deadline letter, the dog!", "Hm", "");

    @Test
    void findsTheRowsThatHoldAWordAndNoOther() {
        KeywordScores scores = TermIndex.of(DIARY).score("Where is my dog?");

        assertThat(scores.best(10)).extracting(KeywordScores.Hit::row).containsExactly(0, 2);
        assertThat(scores.of(1)).isEqualTo(Keyword.none());
        assertThat(scores.of(4)).isEqualTo(Keyword.none());
    }

    @Test
    void rareWordsCountMoreThanCommonOnes() {
        TermIndex index = TermIndex.of(List.of("dog", "plan", "plan", "plan"));

        Keyword rare = index.score("dog plan").of(0);
        Keyword common = index.score("dog plan").of(1);

        assertThat(rare.score()).isGreaterThan(common.score());
        assertThat(rare.share()).isGreaterThan(common.share());
        assertThat(rare.share() + common.share()).isEqualTo(1, Offset.offset(1e-6));
    }

    /** A few that were picked out of many are worth what they are worth among the many. */
    @Test
    void aPartIsScoredByTheCountsOverAll() {
        List<String> many = List.of("dog plan", "plan tea", "plan cup", "plan sun", "dog cat", "red car");
        TermIndex all = TermIndex.of(many);
        TermIndex part = TermIndex.of(many.subList(0, 2));
        WordCounts rest = TermIndex.of(many.subList(2, 6)).count("dog plan");
        WordCounts counts = part.count("dog plan").and(rest);

        assertThat(counts).isEqualTo(all.count("dog plan"));
        for (int row = 0; row < 2; row++) {
            assertThat(part.score("dog plan", counts).of(row))
                    .isEqualTo(all.score("dog plan").of(row))
                    .isNotEqualTo(part.score("dog plan").of(row));
        }
    }

    @Test
    void aTextThatHoldsTheWholeQuestionHasAllOfIt() {
        assertThat(TermIndex.of(DIARY).score("deadline in May").of(1).share()).isEqualTo(1, Offset.offset(1e-6));
    }

    @Test
    void ofEquallyGoodRowsTheNewerComesFirst() {
        TermIndex index = TermIndex.of(List.of("red car", "red car", "red car", "blue car"));

        assertThat(index.score("red").best(2))
                .extracting(KeywordScores.Hit::row)
                .containsExactly(2, 1);
    }

    @Test
    void growingStepByStepGivesTheSameIndexAsBuildingAtOnce() {
        List<String> texts = invented(400);
        TermIndex grown = TermIndex.none();
        for (int from = 0; from < texts.size(); ) {
            int to = Math.min(texts.size(), from + 1 + from % 7);
            grown = grown.and(texts.subList(from, to));
            from = to;
        }
        TermIndex built = TermIndex.of(texts);

        assertThat(grown.rows()).isEqualTo(built.rows()).isEqualTo(400);
        for (String query : List.of("w1 w2", "w7", "w30 w30 w2", "nothing")) {
            assertThat(grown.score(query).best(400))
                    .isEqualTo(built.score(query).best(400));
        }
    }

    @Test
    void anIndexDoesNotChangeWhenAnotherGrowsOutOfIt() {
        TermIndex before = TermIndex.of(List.of("red car"));

        TermIndex after = before.and(List.of("red boat"));

        assertThat(before.score("red").best(9)).hasSize(1);
        assertThat(after.score("red").best(9)).hasSize(2);
        assertThat(before.and(List.of())).isSameAs(before);
    }

    @Test
    void tenThousandTextsTakeAboutAMegabyte() {
        TermIndex index = TermIndex.of(invented(10_000));

        assertThat(index.bytes()).isBetween(300_000, 1_500_000);
        assertThat(TermIndex.none().bytes()).isZero();
    }

    @Test
    void nothingIsFoundInNothing() {
        assertThat(TermIndex.none().score("dog").best(5)).isEmpty();
        assertThat(TermIndex.of(DIARY).score("").best(5)).isEmpty();
        assertThat(TermIndex.of(DIARY).score("dog").best(0)).isEmpty();
    }

    /** Texts of ten words out of a vocabulary in which some are common and most are rare. */
    private static List<String> invented(int count) {
        Random random = new Random(7);
        return IntStream.range(0, count)
                .mapToObj(text -> String.join(
                        " ",
                        random.doubles(10)
                                .mapToObj(number -> "w" + (int) (5_000 * number * number * number))
                                .toList()))
                .toList();
    }
}
