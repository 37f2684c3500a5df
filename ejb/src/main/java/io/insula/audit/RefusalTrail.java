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
    private static final int MOST_ACTORS = 1_000;
    private static final String OTHERS = "others";
    private static final String MANY = "-";

    @Inject
    AuditConfiguration configuration;

    @Inject
    RefusalTransactions transactions;

    private Tally<Caller> callers;
    private Tally<Caller> surplus;
    private Tally<Stranger> strangers;

    private record Caller(String formation, String actor, String result) {}

    private record Stranger(String network, String result) {}

    @PostConstruct
    void begin() {
        Caller others = new Caller(Chain.HOUSE, OTHERS, OTHERS);
        callers = new Tally<>(MOST_ACTORS, others);
        surplus = new Tally<>(MOST_ACTORS, others);
        strangers = new Tally<>(configuration.networksPerMinute(), new Stranger(OTHERS, OTHERS));
    }

    /** Records that a known caller was turned away; what fails here does not fail the answer. */
    public void record(Refusal refusal) {
        Caller caller = new Caller(refusal.formation(), refusal.actor(), refusal.result());
        if (callers.add(new Caller(refusal.formation(), refusal.actor(), null)) > configuration.refusalsPerMinute()) {
            surplus.add(caller);
            return;
        }
        write(() -> transactions.write(refusal, 1));
    }

    /** Counts a stranger who was turned away. */
    public void recordStranger(String address, String result) {
        strangers.add(new Stranger(Network.of(address), result));
    }

    /** Writes what was counted; a new minute begins. */
    void writeCounts() {
        callers.drain();
        surplus.drain()
                .forEach((caller, count) -> write(() -> transactions.write(
                        new Refusal(caller.formation(), null, null, caller.actor(), MANY, caller.result(), null, MANY),
                        count)));
        strangers
                .drain()
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
