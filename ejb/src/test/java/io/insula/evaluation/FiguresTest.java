package io.insula.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-9);

    private final Figures figures = new Figures();

    @Test
    void evidenceInFirstPlaceIsPerfect() {
        figures.add(List.of("a"), List.of("a", "b"));

        assertThat(figures.recallAtOne()).isEqualTo(1);
        assertThat(figures.gainAtTen()).isEqualTo(1, EXACT);
    }

    @Test
    void recallIsTheShareOfTheEvidenceAmongTheFirst() {
        figures.add(List.of("a", "b"), List.of("x", "a", "x1", "x2", "x3", "b"));

        assertThat(figures.recallAtOne()).isZero();
        assertThat(figures.recallAtFive()).isEqualTo(0.5);
        assertThat(figures.recallAtTen()).isEqualTo(1);
    }

    @Test
    void gainFallsWithTheLogarithmOfThePlace() {
        figures.add(List.of("a"), List.of("x", "y", "a"));

        assertThat(figures.gainAtTen()).isEqualTo(0.5, EXACT);
    }

    @Test
    void whatIsNotAmongTheFirstTenCountsNothing() {
        figures.add(List.of("a"), List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "a"));

        assertThat(figures.recallAtTen()).isZero();
        assertThat(figures.gainAtTen()).isZero();
    }

    @Test
    void figuresAreMeansOverTheQuestions() {
        figures.add(List.of("a"), List.of("a"));
        figures.add(List.of("a"), List.of());

        assertThat(figures.questions()).isEqualTo(2);
        assertThat(figures.recallAtOne()).isEqualTo(0.5);
        assertThat(new Figures().recallAtOne()).isZero();
    }
}
