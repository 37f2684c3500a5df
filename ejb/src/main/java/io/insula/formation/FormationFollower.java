package io.insula.formation;

import io.insula.kernel.PlatformException;
import io.insula.tenant.Epochal;
import io.insula.tenant.Epochs;
import io.insula.tenant.Gate;
import io.insula.tenant.Gate.ActiveRevision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps what this node serves in step with the database, without any message from the node that changed it: whoever sees
 * a newer epoch of a formation, in whatever way, has its active revision compared and, if it is another one, read before
 * anything is decided. That happens once for a node and change: a second one who sees it waits for the first to have read.
 * A revision that cannot be read here is tried again every second; until then the formation is not served.
 */
@ApplicationScoped
public class FormationFollower {

    private static final Logger LOG = System.getLogger(FormationFollower.class.getName());
    private static final int MOST_QUESTIONS = 5;

    private final FormationRegistry registry;
    private final FormationDirectory directory;
    private final Gate gate;
    private final Epochal epochs;
    private final Clock clock;
    private final Event<FormationReplaced> replacements;

    /** What the container's proxy is made with. */
    FormationFollower() {
        this(null, null, null, null, null, null);
    }

    @Inject
    FormationFollower(
            FormationRegistry registry,
            FormationDirectory directory,
            Gate gate,
            Epochal epochs,
            Clock clock,
            Event<FormationReplaced> replacements) {
        this.registry = registry;
        this.directory = directory;
        this.gate = gate;
        this.epochs = epochs;
        this.clock = clock;
        this.replacements = replacements;
    }

    /**
     * Makes sure that what is served is no older than what was seen.
     *
     * @return whether the database was asked, so that a transaction is at the gate now and has to be bound again
     * @throws PlatformException SERVICE_UNAVAILABLE if the active revision cannot be read
     */
    public boolean follow(String formation, Epochs seen) {
        Served serving = registry.state(formation).orElse(null);
        if (serving == null || serving.isGoodAt(seen.formation())) {
            return false;
        }
        if (serving.epoch() >= seen.formation() && !isToBeTried(serving)) {
            FormationRegistry.readable(serving);
            return false;
        }
        catchUp(serving);
        return true;
    }

    /**
     * The formation as it is to be served now, as far as this node knows without asking; empty if it serves none of that
     * id.
     *
     * @throws PlatformException SERVICE_UNAVAILABLE if the active revision cannot be read
     */
    public Optional<Formation> current(String formation) {
        registry.state(formation)
                .filter(serving -> serving.unreadable() != null && isToBeTried(serving))
                .ifPresent(this::catchUp);
        return registry.find(formation);
    }

    /**
     * Asks the database whether a formation is served otherwise than a caller was judged by, where nothing else would ask
     * before the caller is turned away.
     *
     * @throws PlatformException SERVICE_UNAVAILABLE if the active revision cannot be read
     */
    public boolean isReplaced(String formation, Optional<Formation> since) {
        Served serving = registry.state(formation).orElse(null);
        if (serving == null) {
            return false;
        }
        look(formation);
        return serving.unreadable() != null || since.filter(registry::isKnown).isEmpty();
    }

    void look(String formation) {
        follow(formation, epochs.now(formation, null));
    }

    /**
     * Nothing is asked under the lock: whoever holds it may be waited for by others who hold connections. Where somebody
     * was faster with something else in between, the answer was to another question, and it is asked again.
     */
    private void catchUp(Served serving) {
        String id = serving.id();
        Served asked = serving;
        for (int attempt = 0; attempt < MOST_QUESTIONS && !isAnswered(id, asked); attempt++) {
            asked = registry.state(id).orElseThrow();
        }
        registry.find(id);
    }

    private boolean isAnswered(String id, Served asked) {
        return gate.activeRevision(id, asked.revision(), asked.secrets())
                .map(active -> take(id, active, kept(id, active)))
                .orElse(true);
    }

    /** Where no secret was ever kept, none is asked for. */
    private SecretSource kept(String id, ActiveRevision active) {
        return active.source() == null || active.secrets() == 0 ? SecretSource.none() : directory.kept(id);
    }

    /**
     * Serves what is active, unless something newer is served. Secrets that were asked for after the revision are never
     * older than it says, and newer ones are read again.
     *
     * @return false if its source would be needed and did not come along
     */
    synchronized boolean take(String id, ActiveRevision active, SecretSource kept) {
        Served serving = registry.state(id).orElseThrow();
        boolean another = !active.hash().equals(serving.revision()) || active.secrets() != serving.secrets();
        if (active.epoch() < serving.epoch() || serving.isGoodAt(active.epoch())) {
            return true;
        }
        if (!another) {
            registry.put(serving.as(serving.formation(), active.secrets(), active.epoch()));
            return true;
        }
        if (active.source() == null || isTried(serving, active)) {
            return active.source() != null;
        }
        Reading reading = directory.read(serving.place(), RevisionTable.read(active.source()), kept);
        List<Fault> obstacles = reading.formation()
                .map(read -> obstacles(serving.formation(), read))
                .orElse(reading.faults());
        if (!obstacles.isEmpty()) {
            refuse(serving, active, obstacles);
            return true;
        }
        registry.put(serving.as(reading.formation().orElseThrow(), active.secrets(), active.epoch()));
        replacements.fire(new FormationReplaced(id));
        LOG.log(Level.INFO, "Formation {0} is served in the revision {1}", id, active.hash());
        return true;
    }

    /** An upload never changes it, but the directory of another node may, at that node's start. */
    private static List<Fault> obstacles(Formation before, Formation after) {
        boolean same = before == null
                || before.tenancy().defaultTenant().equals(after.tenancy().defaultTenant());
        return same
                ? List.of()
                : List.of(Fault.of(
                        FormationSource.MAIN_FILE,
                        "tenancy.default changed, which a running node does not follow: start it again"));
    }

    /** Whether somebody else has tried the very same just now. A newer epoch may be that of the secret that was amiss. */
    private boolean isTried(Served serving, ActiveRevision active) {
        return active.hash().equals(serving.unreadable()) && active.epoch() <= serving.epoch() && !isToBeTried(serving);
    }

    private void refuse(Served serving, ActiveRevision active, List<Fault> obstacles) {
        if (!active.hash().equals(serving.unreadable())) {
            LOG.log(
                    Level.ERROR,
                    "Formation {0} is not served: its active revision {1} cannot be read on this node:\n  {2}",
                    serving.id(),
                    active.hash(),
                    obstacles.stream().map(Fault::toString).collect(Collectors.joining("\n  ")));
        }
        registry.put(serving.unreadable(active.hash(), active.epoch(), clock.instant()));
    }

    private boolean isToBeTried(Served serving) {
        Instant tried = serving.triedAt();
        return tried == null || !clock.instant().isBefore(tried.plus(FormationRegistry.TRIED_EVERY));
    }
}
