package io.insula.memory.working;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.embedding.Meaning;
import io.insula.memory.working.RemoteProposals.Proposal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteProposalsTest {

    private static final Meaning QUERY = new Meaning("model", new float[] {1});

    private final RemoteProposals proposals = new RemoteProposals();

    @Test
    void aProposalIsForOneQuestionAlone() {
        proposals.keep(new Proposal(QUERY, 1, 1, List.of(1L)));

        assertThat(proposals.of(QUERY)).isPresent();
        assertThat(proposals.of(new Meaning("model", new float[] {1}))).isEmpty();
    }

    @Test
    void noMoreMayBeGoneOfTheProposedThanAreGoneOfAll() {
        Proposal four = new Proposal(QUERY, 9, 9, List.of(1L, 2L, 3L, 4L));

        assertThat(four.isPlausible(4, 9)).isTrue();
        assertThat(four.isPlausible(3, 9)).isFalse();
        assertThat(four.isPlausible(2, 7)).isTrue();
        assertThat(four.isPlausible(1, 7)).isFalse();
        assertThat(four.isPlausible(0, 5)).isTrue();
    }
}
