package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.work.WorkItem;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** The transactions of what needs a vector: each method is one, bound to the calling user. */
@Stateless
@Requires(Permission.MEMORY)
public class MemoryTransactions {

    @Inject
    MemoryStore store;

    @Inject
    MemorySearch search;

    public Memory keep(NewMemory memory, Meaning meaning) {
        return store.keep(memory, meaning);
    }

    /** The memory that something became when it was kept. */
    public Memory kept(String id) {
        return store.kept(id);
    }

    /** Removes what has expired, and sees to the next removal. */
    public void expire(WorkItem item) {
        store.expire(item);
    }

    public Memory change(String id, MemoryChange change, Meaning meaning) {
        return store.change(id, change, meaning);
    }

    /** Finds by a query whose meaning, by this model, is at hand; null for one by words alone. */
    public List<MemoryHit> search(MemoryQuery query, String model, Meaning meaning) {
        return search.find(query, model, meaning);
    }
}
