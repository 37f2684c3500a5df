package io.insula.access;

import io.insula.tenant.DatabaseException;
import io.insula.tenant.Gate;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Remembers when keys were used and writes it down now and then: no request waits for it. What a node has not written
 * when it dies is lost.
 */
@ApplicationScoped
class KeyDiary {

    private static final Logger LOG = System.getLogger(KeyDiary.class.getName());
    private static final int MOST_AT_ONCE = 1_000;

    private final Map<String, Instant> uses = new ConcurrentHashMap<>();

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ManagedThreadFactory threads;

    @Inject
    KeyConfiguration configuration;

    @Inject
    Gate gate;

    @Inject
    Clock clock;

    private ExecutorService writer;

    @PostConstruct
    void open() {
        writer = Executors.newSingleThreadExecutor(threads);
        writer.execute(this::keep);
    }

    @PreDestroy
    void close() {
        writer.shutdownNow();
    }

    void used(VerifiedKey key) {
        uses.put(key.hash(), clock.instant());
    }

    private void keep() {
        try {
            while (!writer.isShutdown()) {
                Thread.sleep(configuration.notedEvery().toMillis());
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            while (!uses.isEmpty()) {
                gate.noteKeyUses(some());
            }
        } catch (EJBException | DatabaseException e) {
            LOG.log(
                    Level.WARNING,
                    "The uses of keys could not be written down: {0}",
                    e.getClass().getName());
        }
    }

    private Map<String, Instant> some() {
        Map<String, Instant> some = new HashMap<>();
        Iterator<Map.Entry<String, Instant>> each = uses.entrySet().iterator();
        while (each.hasNext() && some.size() < MOST_AT_ONCE) {
            Map.Entry<String, Instant> use = each.next();
            some.put(use.getKey(), use.getValue());
            each.remove();
        }
        return some;
    }
}
