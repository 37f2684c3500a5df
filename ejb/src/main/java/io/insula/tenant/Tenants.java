package io.insula.tenant;

import io.insula.tenant.entity.MembershipEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Finds a tenant of the formation that the transaction is bound to, for rooms that work on one of them. */
@ApplicationScoped
public class Tenants {

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    /** The internal id of the tenant of that name, suspended or not; empty if the formation has none. */
    public Optional<String> idOf(String sent) {
        return TenantSlug.parse(sent).flatMap(slug -> entities.createQuery(
                        "select m from MembershipEntity m where m.formationId = :formation and m.slug = :slug",
                        MembershipEntity.class)
                .setParameter("formation", binding.formation())
                .setParameter("slug", slug)
                .getResultStream()
                .findFirst()
                .map(MembershipEntity::tenantId));
    }
}
