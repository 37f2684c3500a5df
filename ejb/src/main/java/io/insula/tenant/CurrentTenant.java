package io.insula.tenant;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import io.insula.telemetry.Whereabouts;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/**
 * The context of the running request. It is set once; a second one is refused. Only a request that has not begun yet may
 * turn out to be another user's of the same tenant.
 */
@RequestScoped
public class CurrentTenant {

    private Whereabouts whereabouts = new Whereabouts();
    private TenantContext context;

    /** Says there whose request it is; outside a container nowhere. */
    @Inject
    void noteIn(Whereabouts place) {
        whereabouts = place;
    }

    /** Sets the context of this request. */
    public void enter(TenantContext entering) {
        if (context != null) {
            throw new IllegalStateException("The request already belongs to a tenant");
        }
        context = entering;
        whereabouts.tenant(entering.formation(), entering.tenantSlug(), entering.requestId());
    }

    /** Puts the context right before anything was done in it; to another tenant it cannot be moved. */
    public void correct(TenantContext corrected) {
        if (!corrected.isOfHouse(context())) {
            throw new IllegalStateException("The request belongs to another tenant");
        }
        context = corrected;
    }

    /** The context; a request without one is nobody's and may do nothing. */
    public TenantContext context() {
        if (context == null) {
            throw new PlatformException(ErrorCode.UNAUTHORIZED, "No verified key was sent with this request");
        }
        return context;
    }

    /** The thread's next lines in the log are nobody's. */
    @PreDestroy
    void end() {
        whereabouts.leave();
    }

    /** Whether the request has been given a context. */
    public boolean known() {
        return context != null;
    }
}
