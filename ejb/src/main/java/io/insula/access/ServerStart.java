package io.insula.access;

import io.insula.formation.Fault;
import io.insula.formation.Formation;
import io.insula.formation.FormationDirectory;
import io.insula.formation.FormationRegistry;
import io.insula.formation.FormationSource;
import io.insula.formation.Reading;
import io.insula.formation.RevisionStore;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import io.insula.kernel.PublicId;
import io.insula.tenant.TenantContext;
import io.insula.tenant.Walls;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Opens the doors, or refuses with every reason at once: first the walls are examined, then each formation is read,
 * stored and given its keys.
 */
@Singleton
@Startup
public class ServerStart {

    private static final Logger LOG = System.getLogger(ServerStart.class.getName());

    @Inject
    Walls walls;

    @Inject
    FormationDirectory directory;

    @Inject
    FormationRegistry registry;

    @Inject
    RevisionStore revisions;

    @Inject
    GeneratedKeys generated;

    @Inject
    KeyStore keys;

    @PostConstruct
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void open() {
        refuseIf("The walls do not stand", walls.faults());
        List<Path> places = directory.places();
        List<String> faults = new ArrayList<>();
        List<Reading> readings =
                places.stream().map(place -> read(place, faults)).toList();
        if (places.isEmpty()) {
            faults.add("no formation found in " + directory.root());
        }
        refuseIf("The formations cannot be served", faults);
        for (int i = 0; i < readings.size(); i++) {
            serve(places.get(i), readings.get(i).formation().orElseThrow());
        }
    }

    private Reading read(Path place, List<String> faults) {
        Reading reading = directory.read(place, FormationSource.read(place));
        reading.faults().forEach(fault -> faults.add(place.getFileName() + "/" + fault));
        reading.warnings().forEach(fault -> report(place, fault, Level.WARNING));
        reading.notActive().forEach(fault -> report(place, fault, Level.INFO));
        reading.formation().ifPresent(formation -> {
            if (registry.find(formation.id()).isPresent()) {
                faults.add(place.getFileName() + ": another directory holds a formation with the id " + formation.id());
            }
            registry.serve(formation);
        });
        return reading;
    }

    private void serve(Path place, Formation offered) {
        TenantContext server = new TenantContext(
                offered.id(), null, null, null, null, "server", Set.of(Permission.values()), PublicId.next("req"));
        FormationSource active = revisions.offer(server, FormationSource.read(place), offered.tenancy());
        Formation formation = offered;
        if (!active.hash().equals(offered.revision())) {
            LOG.log(
                    Level.WARNING,
                    "The directory {0} holds a revision that was replaced; the active one is served",
                    place.getFileName());
            formation = directory
                    .read(place, active)
                    .formation()
                    .orElseThrow(() -> new IllegalStateException(
                            "The active revision of " + offered.id() + " can no longer be read"));
            registry.serve(formation);
        }
        for (KeyKind kind : KeyKind.values()) {
            keys.keep(server, kind, generated.of(formation, kind));
        }
        LOG.log(Level.INFO, "Formation {0} is served at /api/{0}/v1", formation.id());
    }

    private static void report(Path place, Fault fault, Level level) {
        LOG.log(level, "{0}/{1}", place.getFileName(), fault);
    }

    private static void refuseIf(String what, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalStateException(what + ":\n  " + String.join("\n  ", faults));
        }
    }
}
