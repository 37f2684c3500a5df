package io.insula.chat;

import io.insula.identity.Preference;
import io.insula.identity.PreferenceStore;
import io.insula.identity.Synopsis;
import io.insula.identity.SynopsisStore;
import io.insula.kernel.Change;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.memory.Memory;
import io.insula.memory.MemoryFilter;
import io.insula.memory.MemoryStore;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/** The transactions of a synopsis: what it is made from, and keeping it. Between the two it is made. */
@Stateless
@Requires(Permission.MEMORY)
public class SynopsisTransactions {

    private static final int PREFERENCES = 50;
    private static final int MEMORIES = 20;

    @Inject
    SynopsisStore synopses;

    @Inject
    PreferenceStore preferences;

    @Inject
    MemoryStore memories;

    @Inject
    Profile profile;

    @Inject
    TenantBinding binding;

    @Inject
    Event<Change> changes;

    /**
     * What a synopsis is made from.
     *
     * @param kept the one that still holds, in which case nothing else was read; or null
     * @param basis the state of what was read, or an earlier one
     * @param count how many memories there are
     */
    public record Draft(Synopsis kept, String basis, long count, List<Preference> preferences, List<Memory> memories) {}

    /**
     * The synopsis that holds, or what a new one is made from.
     *
     * @param byModel whether there is a model to write it
     */
    public Draft draft(boolean byModel) {
        String basis = profile.basis();
        Synopsis kept = profile.synopsis(byModel).orElse(null);
        if (kept != null) {
            return new Draft(kept, basis, profile.memories(), List.of(), List.of());
        }
        return new Draft(
                null,
                basis,
                profile.memories(),
                preferences.latest(PREFERENCES),
                memories.list(MemoryFilter.NONE, PageRequest.of(MEMORIES, null, null))
                        .items());
    }

    /** Keeps what was made. */
    public void keep(Synopsis made) {
        synopses.keep(made);
    }

    /** Drops what is kept. */
    public void drop() {
        synopses.drop();
        changes.fire(new Change("synopsis.delete", "user", binding.person()));
    }
}
