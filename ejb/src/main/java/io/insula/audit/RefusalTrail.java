package io.insula.audit;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Records who was turned away. A known caller's refusals are written one by one, up to so many a minute; beyond, and for
 * strangers always, they are counted and written once a minute, so that nobody can fill the trail.
 */
@ApplicationScoped
public class RefusalTrail {

    private static final Logger LOG = System.getLogger(RefusalTrail.class.getName());
    private static final String MANY = "-";

    @Inject
    AuditConfiguration configuration;

    @Inject
    RefusalTransactions transactions;

    private RefusalCounts counts;

    @PostConstruct
    void begin() {
        counts = new RefusalCounts(configuration.refusalsPerMinute(), configuration.networksPerMinute());
    }

    /** Records that a known caller was turned away; what fails here does not fail the answer. */
    public void record(Refusal refusal) {
        if (counts.isSingle(refusal)) {
            write(() -> transactions.write(refusal, 1));
        }
    }

    /** Counts a stranger who was turned away. */
    public void recordStranger(String address, String result) {
        counts.addStranger(address, result);
    }

    /** Writes what was counted; a new minute begins. */
    void writeCounts() {
        counts.drainSurplus()
                .forEach((surplus, count) -> write(() -> transactions.write(
                        new Refusal(
                                surplus.actor().formation(),
                                null,
                                null,
                                surplus.actor().id(),
                                MANY,
                                surplus.result(),
                                null,
                                MANY),
                        count)));
        counts.drainStrangers()
                .forEach((stranger, count) ->
                        write(() -> transactions.writeStrangers(stranger.network(), stranger.result(), count)));
    }

    private static void write(Runnable transaction) {
        try {
            transaction.run();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "A refusal could not be recorded: {0}",
                    e.getClass().getName());
        }
    }
}
