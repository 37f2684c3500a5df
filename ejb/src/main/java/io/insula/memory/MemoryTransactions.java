package io.insula.memory;

import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** The transactions of the memory room: each method is one, bound to the calling user. */
@Stateless
@Requires(Permission.MEMORY)
public class MemoryTransactions {

    @Inject
    MemoryStore store;

    public Memory keep(NewMemory memory, String model, float[] vector) {
        return store.keep(memory, model, vector);
    }

    public Page<Memory> list(PageRequest page) {
        return store.list(page);
    }

    public Memory get(String id) {
        return store.get(id);
    }

    public void delete(String id) {
        store.delete(id);
    }

    public List<MemoryHit> search(String model, float[] query, int limit, double minimum) {
        return store.nearest(model, query, limit, minimum).stream()
                .map(near -> new MemoryHit(near.memory(), near.score()))
                .toList();
    }
}
