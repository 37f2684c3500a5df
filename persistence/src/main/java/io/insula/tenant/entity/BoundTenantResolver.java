package io.insula.tenant.entity;

import jakarta.enterprise.inject.spi.CDI;
import java.util.Objects;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/**
 * Tells Hibernate the tenant of the running transaction, whenever a persistence context begins. Where none is bound, it
 * names a tenant that nobody is, and so shows no row. Hibernate makes it itself, so that nothing can be injected.
 */
public class BoundTenantResolver implements CurrentTenantIdentifierResolver<String> {

    private static final String NOBODY = "-";

    @Override
    public String resolveCurrentTenantIdentifier() {
        String tenant = CDI.current().select(TransactionTenant.class).get().tenantIfBound();
        return Objects.requireNonNullElse(tenant, NOBODY);
    }

    /** A persistence context lives as long as its transaction, and that is bound once. */
    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }
}
