package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.embedding.Meanings;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.memory.RenewalTransactions.Stale;
import io.insula.tenant.CurrentTenant;
import io.insula.work.WorkHandler;
import io.insula.work.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes the vectors of one user anew once the formation has another model: some at a time, each time in a transaction
 * of its own, bound to that user. Whatever breaks it off, the next attempt goes on with what is left.
 */
@ApplicationScoped
public class VectorRenewal implements WorkHandler {

    static final String KIND = "memory.vectors";

    private static final Logger LOG = System.getLogger(VectorRenewal.class.getName());
    private static final int AT_ONCE = 64;

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    @Inject
    Meanings meanings;

    @Inject
    RenewalTransactions transactions;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void handle(WorkItem item) {
        Formation formation = formations.get(current.context().formation());
        String model = meanings.model(formation);
        List<Stale> some = transactions.stale(model, AT_ONCE);
        while (!some.isEmpty() && !item.isLost()) {
            renew(some, formation, model);
            LOG.log(Level.INFO, "{0}: {1} vectors are left to be renewed", item.id(), transactions.left(model));
            some = transactions.stale(model, AT_ONCE);
        }
    }

    private void renew(List<Stale> some, Formation formation, String model) {
        List<Meaning> meant =
                meanings.ofAll(formation, some.stream().map(Stale::content).toList());
        Map<String, Meaning> byId = new HashMap<>();
        for (int i = 0; i < some.size(); i++) {
            byId.put(some.get(i).id(), meant.get(i));
        }
        transactions.renew(byId, model);
    }
}
