package io.insula.tenant.entity;

import jakarta.persistence.Column;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.MappedSuperclass;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.MultitenantType;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;
import org.hibernate.annotations.TenantId;

/**
 * A row that belongs to one tenant in one formation. Both providers add the tenant to every query: EclipseLink by the
 * discriminator column, Hibernate by the annotated field.
 */
@MappedSuperclass
@Multitenant(MultitenantType.SINGLE_TABLE)
@TenantDiscriminatorColumn(name = "tenant_id", contextProperty = TenantOwned.TENANT_PROPERTY)
@EntityListeners(TenantGuard.class)
public abstract class TenantOwned {

    /** The entity manager's property that carries the tenant to EclipseLink. */
    public static final String TENANT_PROPERTY = "insula.tenant";

    @TenantId
    @Column(name = "tenant_id")
    private String tenantId;

    @Column(name = "formation_id", updatable = false)
    private String formationId;

    /** Whether this row may be seen by the transaction that is bound to {@code bound}. */
    protected boolean belongsTo(TransactionTenant bound) {
        return bound.formation().equals(formationId) && bound.tenant().equals(tenantId);
    }

    /** Gives a new row its owner. */
    protected void ownedBy(TransactionTenant bound) {
        tenantId = bound.tenant();
        formationId = bound.formation();
    }
}
