package io.insula.access;

import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Lets work that has left its request act for whoever asked for it. A thread inherits nobody: the caller is carried as a
 * {@link Resolution} and entered into a fresh request context, where it is put in doubt by newer epochs like any other.
 */
@ApplicationScoped
public class Behalf {

    @Inject
    Caller caller;

    @Inject
    ContextResolver resolver;

    @Inject
    Instance<RequestContextController> contexts;

    /** Runs an errand on behalf of {@code who}, on a thread that serves nobody else at this moment. */
    public <T> T run(Resolution who, Callable<T> errand) throws Exception {
        RequestContextController context = contexts.get();
        try {
            if (!context.activate()) {
                throw new IllegalStateException("The thread serves a request already");
            }
            try {
                caller.enter(who);
                caller.begin();
                return errand.call();
            } finally {
                context.deactivate();
            }
        } finally {
            contexts.destroy(context);
        }
    }

    /**
     * Lets a caller of some time ago in again, past every cache.
     *
     * @throws PlatformException UNAUTHORIZED or FORBIDDEN if the key, the tenant or the user may not act any more
     */
    public Resolution again(Resolution before) {
        Resolution after = resolver.anew(before);
        boolean same = after.context().isOfHouse(before.context())
                && Objects.equals(after.context().userId(), before.context().userId());
        if (!same) {
            throw PlatformException.forbidden();
        }
        return after;
    }
}
