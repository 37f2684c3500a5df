package io.insula.work;

import io.insula.access.Caller;
import io.insula.access.CredentialTrace;
import io.insula.access.NamedIdentity;
import io.insula.access.Resolution;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.tenant.TenantBinding;
import io.insula.work.entity.WorkAsker;
import io.insula.work.entity.WorkEntity;
import io.insula.work.entity.WorkPayloadEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The queue, as rooms use it: in their own transaction, bound to the user for whom the work is. What is added is done
 * only if that transaction commits.
 */
@ApplicationScoped
public class WorkQueue {

    /** Large inputs belong into rows of their own room. */
    private static final int LONGEST_PAYLOAD = 4 << 20;

    private static final Duration SOON = Duration.ofSeconds(5);

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    TenantBinding binding;

    @Inject
    Caller caller;

    @Inject
    WorkConfiguration configuration;

    @Inject
    Clock clock;

    @Inject
    Event<WorkAdded> news;

    /**
     * Adds work on behalf of the caller.
     *
     * @param payload what the handler needs to know, JSON by convention
     * @param due not before; null for at once
     * @return the item's id, {@code work_…}
     * @throws PlatformException RATE_LIMITED if too much of the user's work is waiting already
     */
    public String add(String kind, String payload, Instant due) {
        if (payload.length() > LONGEST_PAYLOAD) {
            throw new IllegalArgumentException("The payload of " + kind + " is too long for the queue");
        }
        refuseCrowd();
        return keep(kind, payload, due, asker(caller.resolution()));
    }

    /**
     * Adds what may be left out on behalf of the caller: no more of a kind than may wait, and nothing while too much of
     * the user's work is waiting.
     *
     * @return what was added
     */
    public List<Errand> offer(List<Errand> errands) {
        if (errands.isEmpty()) {
            return List.of();
        }
        Map<String, Long> open = openByKind();
        long all = open.values().stream().mapToLong(Long::longValue).sum();
        List<Errand> added = new ArrayList<>();
        WorkAsker asker = asker(caller.resolution());
        for (Errand errand : errands) {
            boolean fits = open.getOrDefault(errand.kind(), 0L) < errand.most()
                    && all + added.size() < configuration.openPerUser();
            if (fits) {
                keep(errand.kind(), errand.payload(), null, asker.copy());
                added.add(errand);
            }
        }
        return added;
    }

    private Map<String, Long> openByKind() {
        return entities.createQuery(
                        "select w.kind, count(w) from WorkEntity w where w.userId = :user"
                                + " and w.state in ('queued', 'running') group by w.kind",
                        Object[].class)
                .setParameter("user", binding.person())
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }

    private String keep(String kind, String payload, Instant due, WorkAsker asker) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        WorkEntity work =
                new WorkEntity(PublicId.next("work"), kind, due == null || due.isBefore(now) ? now : due, now);
        entities.persist(work);
        entities.persist(new WorkPayloadEntity(work.id(), payload, asker));
        news.fire(new WorkAdded(work.id()));
        return work.id();
    }

    /** Adds further work on behalf of whoever asked for the first, where nobody's request is running. */
    public String addLike(WorkItem first, String kind, String payload) {
        WorkPayloadEntity known = entities.find(WorkPayloadEntity.class, first.id());
        return keep(kind, payload, clock.instant(), known.asker().copy());
    }

    /** Whether work of that kind waits or runs for the bound user. */
    public boolean isOpen(String kind) {
        return open(" and w.kind = :kind").setParameter("kind", kind).getSingleResult() > 0;
    }

    /**
     * Cancels work that waits or runs; a node that has it in hand notices within seconds and can no longer finish it.
     *
     * @return whether there was anything to cancel
     */
    public boolean cancel(String id, String reason) {
        WorkEntity work = entities.find(WorkEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (work == null || !work.isOpen()) {
            return false;
        }
        work.cancel(clock.instant().truncatedTo(ChronoUnit.MICROS), reason);
        return true;
    }

    /**
     * Ends the item as done, together with what the running transaction writes: both stand or neither does.
     *
     * @throws WorkLostException if it is no longer this attempt's to finish
     */
    public void finish(WorkItem item) {
        entities.remove(held(item));
    }

    /** Makes sure that the item is this attempt's until the running transaction ends. */
    void hold(WorkItem item) {
        held(item);
    }

    private WorkEntity held(WorkItem item) {
        WorkEntity work = entities.find(WorkEntity.class, item.id(), LockModeType.PESSIMISTIC_WRITE);
        if (work == null || !work.isHeldUnder(item.lease())) {
            throw new WorkLostException(item.id());
        }
        return work;
    }

    private void refuseCrowd() {
        if (open("").getSingleResult() >= configuration.openPerUser()) {
            throw PlatformException.rateLimited("Too much work of this user is waiting; try again later", SOON);
        }
    }

    private TypedQuery<Long> open(String further) {
        return entities.createQuery(
                        "select count(w) from WorkEntity w where w.userId = :user and w.state in ('queued', 'running')"
                                + further,
                        Long.class)
                .setParameter("user", binding.person());
    }

    private static WorkAsker asker(Resolution who) {
        CredentialTrace trace = who.credential().trace();
        NamedIdentity named = who.identity();
        return new WorkAsker(
                        trace.actor(),
                        trace.kind(),
                        trace.lookup(),
                        who.context().requestId())
                .speakingFor(
                        named.tenantSlug(),
                        named.identifier().orElseThrow(PlatformException::forbidden),
                        named.reservedPublicId(),
                        named.sentUserId());
    }
}
