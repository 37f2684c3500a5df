package io.insula.memory.transfer;

import io.insula.embedding.Meaning;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.work.WorkItem;
import io.insula.work.WorkQueue;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The transactions of an import that is being remembered; between two of them a part is embedded. */
@Stateless
@Requires(Permission.MEMORY)
public class MemoryImportTransactions {

    @Inject
    MemoryImportStore store;

    @Inject
    WorkQueue work;

    /** What comes next; with nothing left, the item ends in the same transaction. */
    public Optional<MemoryImportStore.Part> next(WorkItem item) {
        Optional<MemoryImportStore.Part> next = store.next(item.payload());
        if (next.isEmpty()) {
            work.finish(item);
        }
        return next;
    }

    public void remember(WorkItem item, MemoryImportStore.Part part, List<Meaning> meanings) {
        store.remember(item.payload(), part, meanings);
    }
}
