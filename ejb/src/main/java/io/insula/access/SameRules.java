package io.insula.access;

import io.insula.formation.Formation;
import io.insula.formation.FormationFollower;
import io.insula.formation.FormationRegistry;
import io.insula.kernel.PlatformException;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Sees to it that no request is decided by a revision of the formation that was replaced before it came. What runs in a
 * transaction is told by it; what takes time begins without one, by the revision that this node has in hand, and no round
 * trip is spent on asking. Instead it begins anew, a few times at most, when its first transaction finds another
 * revision, or when it is turned away before there was any. Nothing has been done by then, and nothing answered.
 */
@ApplicationScoped
class SameRules {

    private static final int MOST_ATTEMPTS = 4;

    @Inject
    Caller caller;

    @Inject
    FormationRegistry registry;

    @Inject
    FormationFollower formations;

    @Inject
    TenantBinding binding;

    /** Makes a call of a service so that one revision holds throughout. */
    Object throughout(Callable<Object> call) throws Exception {
        if (binding.inTransaction() || caller.hasBegun() || caller.judgedBy() != null) {
            return call.call();
        }
        Formation inHand = registry.known(caller.context().formation()).orElse(null);
        try {
            return judged(inHand, call);
        } catch (RulesReplacedException replaced) {
            return again(call);
        } catch (PlatformException refused) {
            if (inHand == null || caller.hasBegun() || !formations.isReplaced(inHand.id(), Optional.of(inHand))) {
                throw refused;
            }
            return again(call);
        }
    }

    /** What took the place of a revision may be replaced as soon; in the end the caller must come back. */
    private Object again(Callable<Object> call) throws Exception {
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return judged(inHand(), call);
            } catch (RulesReplacedException replacedAgain) {
                // Nothing has been done by then.
            }
        }
        return judged(inHand(), call);
    }

    private Formation inHand() {
        return registry.find(caller.context().formation()).orElse(null);
    }

    private Object judged(Formation revision, Callable<Object> call) throws Exception {
        caller.judgeBy(revision);
        try {
            return call.call();
        } finally {
            caller.judgeBy(null);
        }
    }
}
