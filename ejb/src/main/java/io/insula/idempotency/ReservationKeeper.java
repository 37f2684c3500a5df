package io.insula.idempotency;

import io.insula.access.Behalf;
import io.insula.access.Resolution;
import io.insula.tenant.DatabaseException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Holds on to the keys of requests that this node is serving, and sweeps those whose time is over. */
@ApplicationScoped
public class ReservationKeeper {

    private static final Logger LOG = System.getLogger(ReservationKeeper.class.getName());
    private static final Duration SWEPT_EVERY = Duration.ofMinutes(10);

    private final Map<Reservation, Resolution> serving = new ConcurrentHashMap<>();

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ManagedThreadFactory threads;

    @Inject
    IdempotencyConfiguration configuration;

    @Inject
    Reservations reservations;

    @Inject
    ReservationSweep sweep;

    @Inject
    Behalf behalf;

    private ExecutorService watch;

    @PostConstruct
    void open() {
        watch = Executors.newSingleThreadExecutor(threads);
        watch.execute(this::keepOn);
    }

    @PreDestroy
    void close() {
        watch.shutdownNow();
    }

    private void keepOn() {
        long third = configuration.lease().toMillis() / 3;
        long sweptAt = System.nanoTime() - SWEPT_EVERY.toNanos();
        try {
            while (!watch.isShutdown()) {
                if (System.nanoTime() - sweptAt >= SWEPT_EVERY.toNanos()) {
                    sweptAt = System.nanoTime();
                    sweepAll();
                }
                Thread.sleep(third);
                renewAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Holds a key from now on, on behalf of whoever reserved it. */
    public void keep(Reservation reservation, Resolution who) {
        serving.put(reservation, who);
    }

    public void letGo(Reservation reservation) {
        serving.remove(reservation);
    }

    private void renewAll() {
        serving.forEach((reservation, who) -> {
            try {
                behalf.run(who, () -> reservations.renew(reservation));
            } catch (Exception e) {
                LOG.log(
                        Level.WARNING,
                        "A reservation could not be renewed: {0}",
                        e.getClass().getName());
            }
        });
    }

    private void sweepAll() {
        try {
            boolean more = true;
            while (more && !watch.isShutdown()) {
                more = sweep.some();
                renewAll();
            }
        } catch (EJBException | DatabaseException e) {
            LOG.log(
                    Level.WARNING,
                    "Old idempotency keys could not be swept away: {0}",
                    e.getClass().getName());
        }
    }
}
