package io.insula.work;

import io.insula.access.Credential;
import io.insula.access.CredentialTrace;
import io.insula.access.NamedIdentity;
import io.insula.access.Resolution;
import io.insula.kernel.Change;
import io.insula.tenant.Epochs;
import io.insula.tenant.Scope;
import io.insula.tenant.TenantBinding;
import io.insula.tenant.TenantContext;
import io.insula.work.entity.WorkAsker;
import io.insula.work.entity.WorkEntity;
import io.insula.work.entity.WorkPayloadEntity;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * The short transactions around a piece of work, each bound to the user for whom it is. Whoever lost the item changes
 * nothing here.
 */
@Stateless
public class WorkTransactions {

    private static final Epochs LONG_AGO = new Epochs(-1, -1);

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    HeldWork held;

    @Inject
    Clock clock;

    @Inject
    Event<Change> changes;

    /** What is to be done, and for whom; empty if the item is somebody else's by now. */
    public Optional<Task> read(Claim claim) {
        binding.bind(Scope.USER, claim.context());
        WorkEntity work = entities.find(WorkEntity.class, claim.workId());
        WorkPayloadEntity payload = entities.find(WorkPayloadEntity.class, claim.workId());
        if (work == null || payload == null || !work.isHeldUnder(claim.lease())) {
            return Optional.empty();
        }
        WorkItem item = new WorkItem(
                work.id(), work.kind(), payload.payload(), claim.attempts(), claim.lease(), () -> held.isLost(claim));
        return Optional.of(new Task(claim, item, asker(claim, payload.asker())));
    }

    /** Removes an item that is done, unless its handler has done so itself. */
    public void done(Claim claim) {
        find(claim).ifPresent(entities::remove);
    }

    /** Puts an item back. */
    public void retry(Claim claim, Instant when, String code) {
        find(claim).ifPresent(work -> work.retryAt(when.truncatedTo(ChronoUnit.MICROS), code));
    }

    /** Ends an item without success and lets its handler write down what follows from that. */
    public void end(Task task, WorkHandler handler, WorkEnd how, String code) {
        find(task.claim()).ifPresent(work -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (how == WorkEnd.REVOKED) {
                work.cancel(now, code);
            } else {
                work.die(now, code);
            }
            handler.ended(task.item(), how, code);
            changes.fire(new Change("work." + how.name().toLowerCase(Locale.ROOT), "work", work.id()));
        });
    }

    private Optional<WorkEntity> find(Claim claim) {
        binding.bind(Scope.USER, claim.context());
        return Optional.ofNullable(entities.find(WorkEntity.class, claim.workId(), LockModeType.PESSIMISTIC_WRITE))
                .filter(work -> work.isHeldUnder(claim.lease()));
    }

    private static Resolution asker(Claim claim, WorkAsker asker) {
        CredentialTrace trace = new CredentialTrace(asker.keyId(), asker.keyKind(), asker.keyHash());
        Credential credential = trace.unverified(claim.formation());
        NamedIdentity named = new NamedIdentity(
                asker.tenantSlug(), Optional.of(asker.identifier()), asker.isPublicId(), asker.sentUserId());
        TenantContext context = new TenantContext(
                claim.formation(),
                claim.tenantId(),
                asker.tenantSlug(),
                claim.userId(),
                asker.sentUserId(),
                null,
                credential.actor(),
                credential.permissions(),
                asker.requestId());
        return new Resolution(context, credential, named, LONG_AGO);
    }
}
