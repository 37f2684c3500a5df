package io.insula.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.embedding.Embedder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Measures the search on the set that was written before it. Weights were chosen on half A; half B only measures, and is
 * not to be looked at when they change.
 */
class RetrievalQualityTest {

    private static final Logger LOG = Logger.getLogger(RetrievalQualityTest.class.getName());

    private static Map<String, HalfReport> halves;

    @BeforeAll
    static void measure() {
        EvaluationSet set = EvaluationFile.read(Path.of("src/test/resources/evaluation/everyday.jsonl"));
        try (Embedder embedder = new Embedder()) {
            embedder.load();
            halves = Evaluation.of(set, embedder);
        }
        LOG.info(() -> System.lineSeparator() + new EvaluationTable(halves).text());
    }

    @Test
    void onTheHalfThatNothingWasChosenOnFusionPutsMoreEvidenceFirstThanEitherPart() {
        HalfReport measured = halves.get("B");
        Figures fused = measured.figures(Ranker.FUSED);

        for (Ranker alone : List.of(Ranker.KEYWORD, Ranker.MEANING)) {
            Figures part = measured.figures(alone);
            assertThat(fused.recallAtOne()).isGreaterThan(part.recallAtOne());
            assertThat(fused.recallAtTen()).isGreaterThanOrEqualTo(part.recallAtTen());
            assertThat(fused.gainAtTen()).isGreaterThan(part.gainAtTen());
            assertThat(fused.recallAtFive())
                    .as("one of two evidences of one question may fall behind the fifth place")
                    .isGreaterThanOrEqualTo(part.recallAtFive() - 0.51 / fused.questions());
        }
    }

    @Test
    void ofFortyUpdatedFactsFourInFiveShowTheNewerStatementFirst() {
        assertThat(counted(HalfReport::newerFirst)).isEqualTo(40);
        assertThat(halves.values().stream()
                        .mapToInt(half -> half.newerFirst().counted())
                        .sum())
                .isGreaterThanOrEqualTo(32);
    }

    @Test
    void ofFortyCompatiblePairsOneInTenAtMostIsReordered() {
        assertThat(counted(HalfReport::wronglyReordered)).isEqualTo(40);
        assertThat(halves.values().stream()
                        .mapToInt(half -> half.wronglyReordered().counted())
                        .sum())
                .isLessThanOrEqualTo(4);
    }

    @Test
    void chatOrdersStatementsThatReplaceEachOtherNoWorse() {
        assertThat(halves.values().stream()
                        .mapToInt(half -> half.newerFirstInChat().counted())
                        .sum())
                .isGreaterThanOrEqualTo(32);
        assertThat(halves.values().stream()
                        .mapToInt(half -> half.wronglyReorderedInChat().counted())
                        .sum())
                .isLessThanOrEqualTo(4);
    }

    private static int counted(Function<HalfReport, Tally> tally) {
        return halves.values().stream()
                .mapToInt(half -> tally.apply(half).all())
                .sum();
    }
}
