package io.insula.tenant;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.RequestScoped;

/**
 * The context of the running request. It is set once; a second one is refused. Only a request that has not begun yet may
 * turn out to be another user's of the same tenant.
 */
@RequestScoped
public class CurrentTenant {

    private TenantContext context;

    /** Sets the context of this request. */
    public void enter(TenantContext entering) {
        if (context != null) {
            throw new IllegalStateException("The request already belongs to a tenant");
        }
        context = entering;
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

    /** Whether the request has been given a context. */
    public boolean known() {
        return context != null;
    }
}
