package io.insula.memory.working;

import io.insula.embedding.Meaning;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;

/** What a server outside has proposed in the running request, kept until the transaction that reads it again. */
@RequestScoped
class RemoteProposals {

    private Proposal proposal;

    /**
     * Numbers that may answer one question.
     *
     * @param query the question; they are for it and no other
     * @param upTo the revision up to which the server was told; what is newer is to be looked at itself
     * @param held how many the server was told of, those that are gone since among them
     */
    record Proposal(Meaning query, long upTo, int held, List<Long> numbers) {

        Proposal {
            numbers = List.copyOf(numbers);
        }

        /**
         * Whether an honest server may have named these: of so many, no more can be gone than are gone of all.
         *
         * @param found of the numbers named
         * @param living of all that the server was told of
         */
        boolean isPlausible(long found, long living) {
            return found >= numbers.size() - Math.max(0, held - living);
        }
    }

    void keep(Proposal latest) {
        proposal = latest;
    }

    /** The proposal for this very question. */
    Optional<Proposal> of(Meaning query) {
        return Optional.ofNullable(proposal).filter(latest -> latest.query() == query);
    }
}
