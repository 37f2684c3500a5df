package io.insula.access;

import io.insula.identity.HeldUser;
import io.insula.identity.Keepsakes;
import io.insula.identity.UserErased;
import io.insula.tenant.Gate;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Lets this node drop what it keeps of users who were erased on another one: as soon as a request sees that something has
 * changed in their tenant, and for tenants that nobody asks for, every now and then.
 */
@Singleton
@Startup
@DependsOn("ServerStart")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ErasureWatch {

    private static final Logger LOG = System.getLogger(ErasureWatch.class.getName());
    private static final int AT_ONCE = 1_000;
    /** Of more tenants than this, all are looked at. */
    private static final int MOST_WAITING = 1_000;

    private final BlockingQueue<House> changed = new LinkedBlockingQueue<>(MOST_WAITING);

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ManagedThreadFactory threads;

    @Inject
    ErasureConfiguration configuration;

    @Inject
    @Any
    Instance<Keepsakes> keepsakes;

    @Inject
    Gate gate;

    @Inject
    Event<UserErased> erasures;

    private ExecutorService watch;

    private record House(String formation, String tenantId) {}

    @PostConstruct
    void open() {
        watch = Executors.newSingleThreadExecutor(threads);
        watch.execute(this::keepOn);
    }

    @PreDestroy
    void close() {
        watch.shutdownNow();
    }

    /** Notes that something has changed in a tenant; where too many wait, the regular look comes for them all. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void look(String formation, String tenantId) {
        changed.offer(new House(formation, tenantId));
    }

    private void keepOn() {
        long every = configuration.watch().toNanos();
        long lookedAt = System.nanoTime() - every;
        try {
            while (!watch.isShutdown()) {
                House first = changed.poll(Math.max(0, lookedAt + every - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (first == null) {
                    lookedAt = System.nanoTime();
                    examine(user -> true);
                    keepsakes.forEach(Keepsakes::tidy);
                } else {
                    Set<House> houses = new LinkedHashSet<>(Set.of(first));
                    changed.drainTo(houses);
                    examine(user -> houses.contains(new House(user.formation(), user.tenantId())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void examine(Predicate<HeldUser> concerned) {
        try {
            List<HeldUser> held = keepsakes.stream()
                    .flatMap(room -> room.users().stream())
                    .filter(concerned)
                    .distinct()
                    .toList();
            for (int from = 0; from < held.size(); from += AT_ONCE) {
                drop(held.subList(from, Math.min(held.size(), from + AT_ONCE)));
            }
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "What is kept of erased users cannot be looked for: {0}",
                    e.getClass().getName());
        }
    }

    private void drop(List<HeldUser> held) {
        List<Integer> gone = gate.goneUsers(
                held.stream().map(HeldUser::formation).toList(),
                held.stream().map(HeldUser::tenantId).toList(),
                held.stream().map(HeldUser::userId).toList());
        Set<HeldUser> dropped = gone.stream().map(held::get).collect(Collectors.toSet());
        dropped.forEach(user -> erasures.fire(new UserErased(user.formation(), user.tenantId(), user.userId())));
    }
}
