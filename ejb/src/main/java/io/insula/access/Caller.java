package io.insula.access;

import io.insula.tenant.CurrentTenant;
import io.insula.tenant.Epochs;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** What the running request proved, kept so that it can be proved again when a newer epoch is seen. */
@RequestScoped
public class Caller {

    @Inject
    CurrentTenant current;

    private Resolution resolution;

    /** Lets the request in as what it was resolved to. */
    public void enter(Resolution resolved) {
        current.enter(resolved.context());
        resolution = resolved;
    }

    /** What the request was resolved to, for work that leaves it; a request without one is nobody's. */
    public Resolution resolution() {
        current.context();
        return resolution;
    }

    TenantContext context() {
        return current.context();
    }

    /** Notes that the resolution was found to hold at a newer epoch. */
    void confirmed(Epochs asOf) {
        resolution = resolution.at(asOf);
    }
}
