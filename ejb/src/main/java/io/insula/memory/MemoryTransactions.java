package io.insula.memory;

import io.insula.embedding.Meaning;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** The transactions of what needs a vector: each method is one, bound to the calling user. */
@Stateless
@Requires(Permission.MEMORY)
public class MemoryTransactions {

    @Inject
    MemoryStore store;

    public Memory keep(NewMemory memory, Meaning meaning) {
        return store.keep(memory, meaning);
    }

    public List<MemoryHit> search(Meaning query, int limit, double minimum) {
        return store.nearest(query, limit, minimum);
    }
}
