package io.insula.work;

import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.telemetry.Gauge;
import io.insula.telemetry.Telemetry;
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
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The node's workers. One thread takes due items, as many as there are free workers; a second one keeps hold of what is
 * in hand, so that it does not depend on how long the work takes.
 */
@Singleton
@Startup
@DependsOn("ServerStart")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Workshop {

    private static final Logger LOG = System.getLogger(Workshop.class.getName());
    private static final Duration SWEPT_EVERY = Duration.ofMinutes(10);
    private static final Duration LONGEST_BEAT = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ManagedThreadFactory threads;

    @Inject
    WorkConfiguration configuration;

    @Inject
    FormationRegistry formations;

    @Inject
    WorkClaims claims;

    @Inject
    HeldWork held;

    @Inject
    Workman workman;

    @Inject
    Bell bell;

    @Inject
    Clock clock;

    @Inject
    Telemetry telemetry;

    private ExecutorService workers;
    private volatile boolean closing;
    private Instant sweptAt;

    @PostConstruct
    void open() {
        if (configuration.workers() == 0) {
            return;
        }
        telemetry.watch(Gauge.WORK_IN_HAND, held::count);
        sweptAt = clock.instant();
        workers = Executors.newFixedThreadPool(configuration.workers() + 2, threads);
        workers.execute(() -> keepOn("taking work", this::takeNext));
        workers.execute(() -> keepOn("holding work", this::beat));
    }

    @PreDestroy
    void close() {
        closing = true;
        if (workers != null) {
            workers.shutdownNow();
        }
    }

    private void takeNext() throws InterruptedException {
        sweepIfDue();
        int free = configuration.workers() - held.count();
        List<Claim> taken = free == 0 ? List.of() : claims.take(free, served(), workman.kinds());
        for (Claim claim : taken) {
            held.hold(claim);
            workers.execute(() -> work(claim));
        }
        if (taken.isEmpty()) {
            bell.await(configuration.poll());
        }
    }

    private void work(Claim claim) {
        try {
            workman.work(claim);
        } finally {
            held.letGo(claim);
            bell.ring();
        }
    }

    private void beat() throws InterruptedException {
        Duration third = configuration.lease().dividedBy(3);
        Thread.sleep(third.compareTo(LONGEST_BEAT) < 0 ? third.toMillis() : LONGEST_BEAT.toMillis());
        held.renew();
    }

    private void sweepIfDue() {
        Instant now = clock.instant();
        if (sweptAt.plus(SWEPT_EVERY).isBefore(now)) {
            sweptAt = now;
            claims.sweep(now.minus(configuration.keep()));
        }
    }

    private List<String> served() {
        return formations.all().stream().map(Formation::id).toList();
    }

    /** A database that is away for a while must not end the node's work, nor fill its log. */
    private void keepOn(String what, Step step) {
        boolean failing = false;
        while (!closing) {
            try {
                step.run();
                failing = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.log(Level.WARNING, "{0} fails: {1}", what, e.getClass().getName());
                }
                failing = true;
                rest();
            }
        }
    }

    private void rest() {
        try {
            bell.await(AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }
}
