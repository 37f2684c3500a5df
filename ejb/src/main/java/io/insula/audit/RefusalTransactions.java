package io.insula.audit;

import io.insula.audit.entity.AuditEntryEntity;
import io.insula.kernel.PublicId;
import io.insula.tenant.TenantBinding;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Writes what was refused, in a transaction of its own: that of the refused request is gone. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RefusalTransactions {

    static final String ACTION = "request.refuse";

    private static final String ROUTE = "route";
    private static final String NETWORK = "network";
    private static final String ANONYMOUS = "anonymous";
    private static final String MANY = "-";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    Clock clock;

    /** Writes a refusal, or so many of the same kind. */
    public void write(Refusal refusal, int occurrences) {
        Chain chain = new Chain(
                refusal.formation(), refusal.tenant() == null ? Chain.FORMATION_AS_A_WHOLE : refusal.tenant());
        binding.bind(chain.scope(), chain.context(refusal.actor(), refusal.requestId()));
        entities.persist(entry(ROUTE, refusal.route())
                .cameTo(refusal.result(), occurrences)
                .by(chain.formation(), chain.tenant(), refusal.user(), refusal.actor(), refusal.requestId())
                .from(refusal.address()));
    }

    /** Writes how often strangers from one network were turned away. */
    public void writeStrangers(String network, String result, int occurrences) {
        Chain chain = new Chain(Chain.HOUSE, Chain.FORMATION_AS_A_WHOLE);
        binding.bind(chain.scope(), chain.context());
        entities.persist(entry(NETWORK, network)
                .cameTo(result, occurrences)
                .by(chain.formation(), chain.tenant(), null, ANONYMOUS, MANY)
                .from(network));
    }

    private AuditEntryEntity entry(String type, String id) {
        return new AuditEntryEntity(
                PublicId.next("aud"), ACTION, type, id, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
