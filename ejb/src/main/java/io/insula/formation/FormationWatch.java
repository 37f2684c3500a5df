package io.insula.formation;

import io.insula.kernel.PlatformException;
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
import java.util.HashSet;
import java.util.Set;

/**
 * Looks now and then which revisions are active, for what this node does by itself while nobody asks, and so that its
 * operator reads of a revision that cannot be read here before a caller does. No request relies on it.
 */
@Singleton
@Startup
@DependsOn("ServerStart")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FormationWatch {

    private static final Logger LOG = System.getLogger(FormationWatch.class.getName());

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ManagedThreadFactory threads;

    @Inject
    FormationConfiguration configuration;

    @Inject
    FormationRegistry registry;

    @Inject
    FormationFollower follower;

    private final Set<String> failing = new HashSet<>();
    private Thread thread;
    private volatile boolean closing;

    @PostConstruct
    void open() {
        thread = threads.newThread(this::keepOn);
        thread.start();
    }

    @PreDestroy
    void close() {
        closing = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void keepOn() {
        while (!closing) {
            try {
                Thread.sleep(configuration.watch().toMillis());
                registry.ids().forEach(this::look);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look(String formation) {
        try {
            follower.look(formation);
            failing.remove(formation);
        } catch (PlatformException unreadable) {
            // The follower has said what is wrong with the revision.
            failing.remove(formation);
        } catch (RuntimeException e) {
            if (failing.add(formation) && !closing) {
                LOG.log(
                        Level.WARNING,
                        "Which revision of {0} is active cannot be looked up: {1}",
                        formation,
                        e.getClass().getName());
            }
        }
    }
}
