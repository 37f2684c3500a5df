package io.insula.work;

import io.insula.kernel.Change;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Stands in the transaction of each change that work makes: it does not commit once the work was cancelled or given to
 * another node.
 */
@ApplicationScoped
class WorkFence {

    private static final String SERVER = "server";

    @Inject
    TenantBinding binding;

    @Inject
    CurrentWork current;

    @Inject
    WorkQueue queue;

    void guard(@Observes Change change) {
        if (SERVER.equals(binding.context().actor()) || binding.person() == null) {
            // The server's own changes, and those of administrators, are nobody's work.
            return;
        }
        WorkItem item = current.item();
        if (item != null) {
            queue.hold(item);
        }
    }
}
