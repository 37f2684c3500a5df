package io.insula.memory.working;

import io.insula.embedding.Meaning;
import io.insula.formation.FormationRegistry;
import io.insula.formation.RemoteSettings;
import io.insula.memory.working.RemoteProposals.Proposal;
import io.insula.memory.working.RemoteTransactions.Standing;
import io.insula.tenant.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Lets the formation's server propose before a transaction recalls, where the mode is remote. It is never relied upon:
 * without a proposal, the transaction compares all that the user stated lately.
 */
@ApplicationScoped
public class RemoteRecall {

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    @Inject
    RemoteTransactions transactions;

    @Inject
    RemoteIndex index;

    @Inject
    RemoteRest rest;

    @Inject
    RemoteConfiguration configuration;

    @Inject
    RemoteProposals proposals;

    /** Lets the server propose for a question that a transaction of this request is about to ask. */
    public void prepare(Meaning query) {
        formations
                .get(current.context().formation())
                .memory()
                .working()
                .index()
                .ifPresent(server -> prepare(server, query));
    }

    private void prepare(RemoteSettings server, Meaning query) {
        Optional<Standing> standing = transactions.standing(query.model()).filter(known -> known.held() > 0);
        if (standing.isPresent() && !rest.isResting(server)) {
            ask(server, query, standing.get());
        }
    }

    private void ask(RemoteSettings server, Meaning query, Standing standing) {
        int wanted = Math.min(standing.held(), configuration.proposals());
        try {
            List<Long> numbers = index.search(server, standing.indexId(), query, wanted).stream()
                    .filter(number -> number > 0 && number <= standing.upTo())
                    .distinct()
                    .toList();
            if (numbers.size() < wanted) {
                throw RemoteFailure.refusal("to find what it was given");
            }
            proposals.keep(new Proposal(query, standing.upTo(), standing.held(), numbers));
        } catch (RemoteFailure failed) {
            if (failed.isRefusal()) {
                transactions.giveUp(standing.indexId());
            }
            rest.failed(server, failed);
        }
    }
}
