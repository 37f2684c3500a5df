package io.insula.audit;

import io.insula.formation.FormationRegistry;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The node's thread for the trail: seals what waits, of each chain in turn, and writes down counted refusals. Any number
 * of nodes may do so; of one chain only one seals at a time.
 */
@Singleton
@Startup
@DependsOn("ServerStart")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TrailKeeper {

    private static final Logger LOG = System.getLogger(TrailKeeper.class.getName());
    private static final Duration COUNTED_FOR = Duration.ofMinutes(1);
    /** After so many batches of one chain it is another chain's turn. */
    private static final int BATCHES_IN_A_ROW = 10;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ManagedThreadFactory threads;

    @Inject
    AuditConfiguration configuration;

    @Inject
    SigningKeys keys;

    @Inject
    FormationRegistry formations;

    @Inject
    ChainTransactions transactions;

    @Inject
    RefusalTrail refusals;

    @Inject
    Clock clock;

    private final Set<String> failing = new HashSet<>();
    private Sealer sealer;
    private Thread thread;
    private volatile boolean closing;
    private Instant countedSince;

    @PostConstruct
    void open() {
        // A server without a key to sign with does not start.
        keys.publicKey("");
        sealer = new Sealer(keys, clock);
        countedSince = clock.instant();
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
                Thread.sleep(configuration.sealEvery().toMillis());
                writeCountsIfDue();
                boolean more = true;
                while (more && !closing) {
                    more = sealAll();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void writeCountsIfDue() {
        Instant now = clock.instant();
        if (!countedSince.plus(COUNTED_FOR).isAfter(now)) {
            countedSince = now;
            refusals.writeCounts();
        }
    }

    /** Gives each chain its turn; returns whether any has more to seal than its turn was long. */
    private boolean sealAll() {
        boolean more = false;
        Stream<String> served = formations.ids().stream();
        for (String formation : Stream.concat(served, Stream.of(Chain.HOUSE)).toList()) {
            for (String tenant : waiting(formation)) {
                more |= sealed(new Chain(formation, tenant));
            }
        }
        return more;
    }

    private List<String> waiting(String formation) {
        try {
            List<String> tenants = transactions.in(
                    new Chain(formation, Chain.FORMATION_AS_A_WHOLE),
                    connection -> SealStore.waiting(connection, formation));
            failing.remove(formation);
            return tenants;
        } catch (RuntimeException e) {
            report(formation, e);
            return List.of();
        }
    }

    /** One chain that fails must not keep the others from being sealed. */
    private boolean sealed(Chain chain) {
        try {
            boolean more = seal(chain);
            failing.remove(chain.toString());
            return more;
        } catch (RuntimeException e) {
            report(chain.toString(), e);
            return false;
        }
    }

    private boolean seal(Chain chain) {
        for (int batch = 0; batch < BATCHES_IN_A_ROW && !closing; batch++) {
            int most = configuration.sealBatch();
            if (transactions.in(chain, connection -> sealer.seal(connection, chain, most)) < most) {
                return false;
            }
        }
        return true;
    }

    /** A database that is away for a while must not fill the log. */
    private void report(String what, RuntimeException failure) {
        if (failing.add(what) && !closing) {
            LOG.log(
                    Level.WARNING,
                    "The trail of {0} cannot be sealed: {1}",
                    what,
                    failure.getClass().getName());
        }
    }
}
