package io.insula.memory.transfer;

import io.insula.formation.FormationRegistry;
import io.insula.kernel.Change;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.tenant.TenantBinding;
import io.insula.work.WorkQueue;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Imports of memories. All lines are received and checked before the first is remembered, so that a faulty import leaves
 * nothing behind; what was received is remembered later, part by part, also if this node falls silent.
 */
@Stateless
@Requires(Permission.MEMORY)
public class MemoryImportService {

    @Inject
    MemoryImportStore store;

    @Inject
    MemoryImportConfiguration configuration;

    @Inject
    FormationRegistry formations;

    @Inject
    TenantBinding binding;

    @Inject
    WorkQueue work;

    @Inject
    Event<Change> changes;

    /**
     * An import that has begun, and how much it may bring.
     *
     * @param longest characters of one memory
     */
    public record Reception(String id, int mostLines, long mostBytes, int longest) {}

    /** Begins to receive. */
    public Reception begin() {
        int longest = formations.get(binding.formation()).inputLimits().maxMemoryEntrySize();
        return new Reception(store.begin(), configuration.lines(), configuration.bytes(), longest);
    }

    /** Takes some more lines, in their order. */
    public void receive(String id, int number, List<ImportLine> lines) {
        store.receive(id, number, lines);
    }

    /** All was received: from now on it is remembered. */
    public MemoryImport queue(String id, int lines) {
        store.queue(id, lines);
        work.add(MemoryImportHandler.KIND, id, null);
        changes.fire(new Change("memory.import", "import", id));
        return MemoryImport.of(store.find(id));
    }

    /** Drops what was received of an import that is not wanted. */
    public void drop(String id) {
        store.drop(id);
    }

    /** How far an import has come. */
    public MemoryImport get(String id) {
        return MemoryImport.of(store.find(id));
    }
}
