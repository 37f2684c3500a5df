package io.insula.tenant;

import io.insula.kernel.Change;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.FieldFault;
import io.insula.kernel.Page;
import io.insula.kernel.PageRequest;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.kernel.Requires;
import io.insula.tenant.entity.MembershipEntity;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.function.Predicate;

/**
 * The tenants of a formation, as its administrator sees them: declared, listed, suspended and resumed. A tenant that
 * other formations know too looks exactly like one that nobody knows.
 */
@Stateless
@Requires(Permission.MANAGE_TENANTS)
public class TenantService {

    private static final String RESOURCE = "tenant";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    Epochal epochs;

    @Inject
    Gate gate;

    @Inject
    TenantLimits limits;

    @Inject
    Event<Change> changes;

    @Inject
    Event<TenantSuspended> suspensions;

    /**
     * Declares a tenant.
     *
     * @throws PlatformException INVALID_PARAMS for a malformed slug, CONFLICT if the formation has the tenant already or
     *     is full
     */
    public Membership create(String sent) {
        String slug = TenantSlug.parse(sent).orElseThrow(TenantService::malformed);
        String formation = binding.formation();
        Gate.Joining joining = gate.joinTenant(formation, slug, PublicId.next("tnt"), limits.most(formation), asker());
        binding.bindAgain();
        if (joining.tenantId() == null) {
            throw new PlatformException(
                    ErrorCode.CONFLICT, "The formation has as many tenants as its tenancy.max admits");
        }
        if (!joining.created()) {
            throw new PlatformException(ErrorCode.CONFLICT, "The formation has this tenant already");
        }
        return Membership.of(entities.find(MembershipEntity.class, joining.tenantId()));
    }

    /** The tenants in the order in which they came. */
    public Page<Membership> list(PageRequest page) {
        TypedQuery<MembershipEntity> query = page.cursor() == null
                ? entities.createQuery(
                        "select m from MembershipEntity m where m.formationId = :formation"
                                + " order by m.createdAt, m.tenantId",
                        MembershipEntity.class)
                : entities.createQuery(
                                "select m from MembershipEntity m where m.formationId = :formation"
                                        + " and (m.createdAt > :at or m.createdAt = :at and m.tenantId > :id)"
                                        + " order by m.createdAt, m.tenantId",
                                MembershipEntity.class)
                        .setParameter("at", page.cursor().at())
                        .setParameter("id", page.cursor().id());
        List<MembershipEntity> found = query.setParameter("formation", binding.formation())
                .setFirstResult(page.offset())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return page.slice(found, m -> new PageRequest.Cursor(m.createdAt(), m.tenantId()))
                .map(Membership::of);
    }

    /** One tenant of the formation. */
    public Membership get(String slug) {
        return Membership.of(find(slug));
    }

    /** Shuts the tenant out of the formation at once, on every node. */
    public Membership suspend(String slug) {
        return change(slug, "tenant.suspend", membership -> {
            boolean changed = membership.suspend();
            if (changed) {
                suspensions.fire(new TenantSuspended(binding.formation(), membership.tenantId()));
            }
            return changed;
        });
    }

    /** Lets a suspended tenant in again. */
    public Membership resume(String slug) {
        return change(slug, "tenant.resume", MembershipEntity::resume);
    }

    private Membership change(String slug, String action, Predicate<MembershipEntity> verb) {
        MembershipEntity membership = find(slug);
        if (verb.test(membership)) {
            epochs.raise(binding.formation(), membership.tenantId());
            changes.fire(new Change(action, RESOURCE, membership.slug()));
        }
        return Membership.of(membership);
    }

    private MembershipEntity find(String sent) {
        String slug = TenantSlug.parse(sent).orElseThrow(() -> PlatformException.notFound("Tenant"));
        return entities.createQuery(
                        "select m from MembershipEntity m where m.formationId = :formation and m.slug = :slug",
                        MembershipEntity.class)
                .setParameter("formation", binding.formation())
                .setParameter("slug", slug)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> PlatformException.notFound("Tenant"));
    }

    private Gate.Asker asker() {
        TenantContext context = binding.context();
        return new Gate.Asker(context.actor(), context.requestId());
    }

    private static PlatformException malformed() {
        return PlatformException.invalidParams(List.of(new FieldFault("slug", TenantSlug.RULE, "malformed")));
    }
}
