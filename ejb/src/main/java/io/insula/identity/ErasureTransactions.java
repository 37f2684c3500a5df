package io.insula.identity;

import io.insula.kernel.Change;
import io.insula.kernel.Permission;
import io.insula.kernel.Requires;
import io.insula.tenant.Epochal;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;

/** The transactions of an erasure: each method is one, bound to the user that is erased. */
@Stateless
@Requires(Permission.FORGET)
public class ErasureTransactions {

    @Inject
    ErasureStore store;

    @Inject
    TenantBinding binding;

    @Inject
    Epochal epochs;

    @Inject
    Event<Change> changes;

    @Inject
    Event<UserErased> erasures;

    public Map<String, Long> some(int most) {
        return store.some(most);
    }

    /** Erases what is left and the user, and proves by counting that nothing is. */
    public Map<String, Long> rest() {
        Map<String, Long> gone = store.rest();
        long remaining = store.count();
        if (remaining != 0) {
            throw new IllegalStateException(remaining + " rows of an erased user remain");
        }
        // From the commit on, every node asks anew who stands behind the user's identifiers: nobody.
        epochs.raise(binding.formation(), binding.tenant());
        changes.fire(new Change("user.erase", "user", binding.person()));
        erasures.fire(new UserErased(binding.formation(), binding.tenant(), binding.person()));
        return gone;
    }
}
