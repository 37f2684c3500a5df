package io.insula.memory.transfer;

import io.insula.embedding.Meanings;
import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.memory.transfer.MemoryImportStore.Part;
import io.insula.tenant.CurrentTenant;
import io.insula.work.WorkEnd;
import io.insula.work.WorkHandler;
import io.insula.work.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Remembers what an import brought, part by part; whoever takes it over goes on with the first part that is left. */
@ApplicationScoped
public class MemoryImportHandler implements WorkHandler {

    static final String KIND = "memory.import";

    @Inject
    MemoryImportTransactions transactions;

    @Inject
    MemoryImportStore store;

    @Inject
    CurrentTenant current;

    @Inject
    FormationRegistry formations;

    @Inject
    Meanings meanings;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void handle(WorkItem item) {
        while (!item.isLost()) {
            Optional<Part> part = transactions.next(item);
            if (part.isEmpty()) {
                return;
            }
            List<String> texts = part.get().lines().stream()
                    .map(line -> line.memory().content())
                    .toList();
            Formation formation = formations.get(current.context().formation());
            transactions.remember(item, part.get(), meanings.ofAll(formation, texts));
        }
    }

    @Override
    public void ended(WorkItem item, WorkEnd how, String code) {
        store.fail(item.payload(), code);
    }
}
