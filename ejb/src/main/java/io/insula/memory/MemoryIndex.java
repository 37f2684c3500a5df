package io.insula.memory;

import io.insula.embedding.IndexTiers;
import io.insula.embedding.Meaning;
import io.insula.embedding.VectorIndex;
import io.insula.embedding.VectorIndex.Counts;
import io.insula.embedding.VectorIndex.Held;
import io.insula.embedding.VectorIndex.Owner;
import io.insula.embedding.VectorIndex.Question;
import io.insula.identity.UserErased;
import io.insula.memory.IndexTransactions.Part;
import io.insula.memory.IndexTransactions.Standing;
import io.insula.search.Terms;
import io.insula.search.WordCounts;
import io.insula.tenant.CurrentTenant;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the index before a transaction searches, for users of so many memories that comparing each would take too long;
 * everybody else costs nothing here. The index is fed by the user's own requests with the user's own rows: a bounded part
 * of what it lacks each time. What it still lacks, the transaction compares.
 */
@ApplicationScoped
public class MemoryIndex {

    /** At most so many are indexed while one request waits, about a second's work. */
    private static final int FED_AT_ONCE = 2_000;

    private static final int PART = 1_000;
    /** As wide as the search itself casts its net. */
    private static final int LEAST_PROPOSED = 50;

    private static final int PROPOSED_PER_HIT = 2;

    private final Set<Owner> feeding = ConcurrentHashMap.newKeySet();

    @Inject
    CurrentTenant current;

    @Inject
    IndexTiers tiers;

    @Inject
    ManyMemories many;

    @Inject
    IndexTransactions transactions;

    @Inject
    ProposedMemories proposed;

    /** Lets the index propose for a question of which a transaction of this request is about to want so many hits. */
    public void prepare(Meaning meaning, String text, int hits) {
        TenantContext context = current.context();
        Owner owner = new Owner(context.formation(), context.tenantId(), context.userId());
        if (!many.holds(owner)) {
            return;
        }
        Standing now = transactions.standing();
        if (tiers.comparesAll(now.vectors())) {
            many.strike(owner);
            return;
        }
        VectorIndex index = tiers.of(owner);
        Held held = feed(index, owner, now);
        List<String> words = Terms.of(text);
        Question question = new Question(meaning, words, Math.max(LEAST_PROPOSED, PROPOSED_PER_HIT * hits));
        Counts counts = index.count(owner, words);
        proposed.keep(new Proposed(
                meaning,
                held.revision(),
                new WordCounts(counts.texts(), counts.holders()),
                index.propose(owner, question)));
    }

    /** What an erased user left in the indexes of this node, and in the one of all nodes, goes at once. */
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserErased erased) {
        tiers.forget(new Owner(erased.formation(), erased.tenantId(), erased.userId()));
    }

    /** One request feeds at a time; another that comes meanwhile takes what is there. */
    private Held feed(VectorIndex index, Owner owner, Standing now) {
        if (!feeding.add(owner)) {
            return index.held(owner);
        }
        try {
            Held held = index.held(owner);
            if (held.revision() > now.revision()) {
                // The database was put back to an earlier day; what the index knows of is not what there is.
                index.forget(owner);
                held = Held.NOTHING;
            }
            if (held.revision() > 0 && held.swept() < now.deleted()) {
                index.sweep(owner, transactions.living(), now.deleted());
            }
            return catchUp(index, owner, held, now);
        } finally {
            feeding.remove(owner);
        }
    }

    private Held catchUp(VectorIndex index, Owner owner, Held before, Standing now) {
        Held held = before;
        for (int fed = 0; fed < FED_AT_ONCE && held.revision() < now.revision(); fed += PART) {
            Part part = transactions.newer(held.revision(), now.revision(), PART);
            index.take(owner, part.entries(), part.revision());
            Held after = index.held(owner);
            if (after.revision() <= held.revision()) {
                return after;
            }
            held = after;
        }
        return held;
    }
}
