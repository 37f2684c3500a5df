package io.insula.formation;

import io.insula.kernel.PlatformException;
import io.insula.tenant.TenantLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The formations that this node serves, each in its active revision with its secrets resolved, in memory only. Where the
 * active revision cannot be read here, none is served: an earlier one may allow what is forbidden by now.
 */
@ApplicationScoped
public class FormationRegistry implements TenantLimits {

    static final Duration TRIED_EVERY = Duration.ofSeconds(1);

    private volatile Map<String, Served> served = Map.of();

    /** Serves a formation from now on, in place of any earlier revision of it. */
    public void serve(Path place, Formation formation) {
        put(Served.at(place, formation));
    }

    /** Keeps the place of a formation whose active revision cannot be read, until it can: it takes nothing from the others. */
    public void leaveOut(Path place, String id, String hash) {
        put(Served.unread(place, id, hash));
    }

    synchronized void put(Served serving) {
        Map<String, Served> next = new TreeMap<>(served);
        next.put(serving.id(), serving);
        served = Map.copyOf(next);
    }

    /**
     * The formation of that id, if this node serves it.
     *
     * @throws PlatformException SERVICE_UNAVAILABLE while its active revision cannot be read here
     */
    public Optional<Formation> find(String id) {
        return Optional.ofNullable(served.get(id)).map(FormationRegistry::readable);
    }

    /** The formation of that id; it must be one that a context was resolved for. */
    public Formation get(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("This node does not serve the formation"));
    }

    /**
     * The same in the revision that could be read last, for what no revision changes and for comparing revisions; empty
     * also if none could be read since the node started.
     */
    public Optional<Formation> known(String id) {
        return state(id).map(Served::formation);
    }

    /** Whether the formation still stands in this revision and with these secrets, as far as this node knows. */
    public boolean isKnown(Formation revision) {
        return known(revision.id()).filter(revision::equals).isPresent();
    }

    /** All formations that can be served, in no order. */
    public Collection<Formation> all() {
        return served.values().stream()
                .filter(each -> each.unreadable() == null)
                .map(Served::formation)
                .toList();
    }

    /** The ids of all formations of this node, also of those that cannot be served now. */
    public Set<String> ids() {
        return served.keySet();
    }

    Optional<Served> state(String id) {
        return Optional.ofNullable(served.get(id));
    }

    @Override
    public int most(String formation) {
        return get(formation).tenancy().max();
    }

    /** Also where the active revision cannot be read here: what is done to mend that needs a connection, too. */
    @Override
    public int connections(String formation) {
        return known(formation)
                .map(each -> each.memory().connectionsPerTenant())
                .orElse(MemorySettings.CONNECTIONS_PER_TENANT);
    }

    static Formation readable(Served serving) {
        if (serving.unreadable() != null) {
            throw PlatformException.unavailable(
                    "This node cannot read the active revision of the formation; its log says why", TRIED_EVERY);
        }
        return serving.formation();
    }
}
