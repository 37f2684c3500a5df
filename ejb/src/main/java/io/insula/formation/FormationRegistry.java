package io.insula.formation;

import io.insula.tenant.TenantLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The formations that this node serves, each in its active revision with its secrets resolved, in memory only. */
@ApplicationScoped
public class FormationRegistry implements TenantLimits {

    private volatile Map<String, Formation> active = Map.of();

    /** Serves a formation from now on, in place of any earlier revision of it. */
    public synchronized void serve(Formation formation) {
        Map<String, Formation> next = new TreeMap<>(active);
        next.put(formation.id(), formation);
        active = Map.copyOf(next);
    }

    /** The formation of that id, if this node serves it. */
    public Optional<Formation> find(String id) {
        return Optional.ofNullable(active.get(id));
    }

    /** The formation of that id; it must be one that a context was resolved for. */
    public Formation get(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("This node does not serve the formation"));
    }

    /** All formations served, in no order. */
    public Collection<Formation> all() {
        return active.values();
    }

    @Override
    public int most(String formation) {
        return get(formation).tenancy().max();
    }
}
