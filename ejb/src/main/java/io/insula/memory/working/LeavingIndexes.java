package io.insula.memory.working;

import io.insula.formation.Formation;
import io.insula.formation.FormationRegistry;
import io.insula.formation.RemoteSettings;
import io.insula.identity.UserErased;
import io.insula.memory.working.LeavingStore.Leaving;
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
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sees indexes out that are to go from the servers outside, above all those of erased users. The queue of work cannot do it:
 * its items belong to a user and go along. At once where this node erased the user; and again and again until the server has
 * said that it has the index no more.
 */
@Singleton
@Startup
@DependsOn("ServerStart")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LeavingIndexes {

    private static final Logger LOG = System.getLogger(LeavingIndexes.class.getName());
    private static final int AT_ONCE = 32;

    private final Semaphore bell = new Semaphore(0);

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ManagedThreadFactory threads;

    @Inject
    FormationRegistry formations;

    @Inject
    LeavingStore store;

    @Inject
    RemoteIndex index;

    @Inject
    RemoteRest rest;

    @Inject
    RemoteConfiguration configuration;

    private ExecutorService door;

    @PostConstruct
    void open() {
        door = Executors.newSingleThreadExecutor(threads);
        door.execute(this::keepOn);
    }

    @PreDestroy
    void close() {
        door.shutdownNow();
    }

    /** The user's row of the index has gone with the user, and the database has noted which index it was. */
    public void hear(@Observes(during = TransactionPhase.AFTER_SUCCESS) UserErased erased) {
        bell.release();
    }

    private void keepOn() {
        boolean failing = false;
        while (!door.isShutdown()) {
            try {
                seeOut();
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.log(
                            Level.WARNING,
                            "No index is seen out: {0}",
                            e.getClass().getName());
                }
                failing = true;
            }
            try {
                if (bell.tryAcquire(configuration.rest().toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void seeOut() {
        Map<String, RemoteSettings> servers = new HashMap<>();
        for (Formation formation : formations.all()) {
            formation.memory().working().index().ifPresent(server -> servers.put(formation.id(), server));
        }
        List<Leaving> taken = new ArrayList<>();
        do {
            servers.values().removeIf(rest::isResting);
            taken.clear();
            if (!servers.isEmpty()) {
                taken.addAll(store.take(AT_ONCE, servers.keySet(), configuration.rest()));
            }
            taken.forEach(leaving -> seeOut(servers.get(leaving.formation()), leaving));
        } while (taken.size() == AT_ONCE);
    }

    private void seeOut(RemoteSettings server, Leaving leaving) {
        if (rest.isResting(server)) {
            return;
        }
        try {
            index.delete(server, leaving.indexId());
            store.left(leaving);
        } catch (RemoteFailure failed) {
            rest.failed(server, failed);
        }
    }
}
