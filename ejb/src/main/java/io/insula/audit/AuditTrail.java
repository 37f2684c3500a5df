package io.insula.audit;

import io.insula.audit.entity.AuditEntryEntity;
import io.insula.kernel.Change;
import io.insula.kernel.PublicId;
import io.insula.tenant.Origin;
import io.insula.tenant.TenantBinding;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Writes each change into the trail, in the change's own transaction: both stand or neither does. */
@ApplicationScoped
public class AuditTrail {

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    Origin origin;

    @Inject
    ResourceNames names;

    @Inject
    Clock clock;

    void record(@Observes Change change) {
        TenantContext who = binding.context();
        String tenant = binding.tenant() == null ? Chain.FORMATION_AS_A_WHOLE : binding.tenant();
        entities.persist(new AuditEntryEntity(
                        PublicId.next("aud"),
                        change.action(),
                        change.resourceType(),
                        names.of(who.formation(), tenant, change.resourceType(), change.resourceId()),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .by(who.formation(), tenant, binding.person(), who.actor(), who.requestId())
                .from(origin.address()));
    }
}
