package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.work.WorkItem;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
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

    @Inject
    Event<MemoryStated> statements;

    public Memory keep(NewMemory memory, Meaning meaning) {
        return told(store.keep(memory, meaning));
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
        Memory changed = store.change(id, change, meaning);
        return meaning == null ? changed : told(changed);
    }

    private Memory told(Memory memory) {
        statements.fire(new MemoryStated(memory.id()));
        return memory;
    }

    /** Finds by a query whose meaning, by this model, is at hand; null for one by words alone. */
    public List<MemoryHit> search(MemoryQuery query, String model, Meaning meaning) {
        return search.find(query, model, meaning);
    }
}
