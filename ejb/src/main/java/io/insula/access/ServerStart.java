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

    /** What a directory held when it was read; it is not read twice, because it may change in between. */
    private record Offer(Path place, FormationSource source, Reading reading) {}

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

    @Inject
    TokenVerifier tokens;

    @PostConstruct
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void open() {
        refuseIf("The walls do not stand", walls.faults());
        List<Path> places = directory.places();
        List<String> faults = new ArrayList<>();
        List<Offer> offers = places.stream().map(place -> read(place, faults)).toList();
        if (places.isEmpty()) {
            faults.add("no formation found in " + directory.root());
        }
        refuseIf("The formations cannot be served", faults);
        refuseIf("The tokens cannot be verified", tokens.faults());
        offers.forEach(this::serve);
    }

    private Offer read(Path place, List<String> faults) {
        FormationSource source = FormationSource.read(place);
        Reading reading = directory.read(place, source);
        reading.faults().forEach(fault -> faults.add(place.getFileName() + "/" + fault));
        reading.warnings().forEach(fault -> report(place, fault, Level.WARNING));
        reading.notActive().forEach(fault -> report(place, fault, Level.INFO));
        reading.formation().ifPresent(formation -> {
            if (registry.find(formation.id()).isPresent()) {
                faults.add(place.getFileName() + ": another directory holds a formation with the id " + formation.id());
            }
            registry.serve(place, formation);
        });
        return new Offer(place, source, reading);
    }

    private void serve(Offer offer) {
        Formation offered = offer.reading().formation().orElseThrow();
        TenantContext server = new TenantContext(
                offered.id(),
                null,
                null,
                null,
                null,
                null,
                "server",
                Set.of(Permission.values()),
                PublicId.next("req"));
        FormationSource active = revisions.offer(server, offer.source(), offered.tenancy());
        Formation formation = offered;
        if (!active.hash().equals(offered.revision())) {
            LOG.log(
                    Level.WARNING,
                    "The directory {0} holds the revision {1}, which was replaced: {2} is active and is served. Upload the"
                            + " directory, or activate its revision, to have it served",
                    offer.place().getFileName(),
                    offered.revision(),
                    active.hash());
            formation = replacing(offered, directory.read(offer.place(), active));
            registry.serve(offer.place(), formation);
        }
        for (KeyKind kind : KeyKind.values()) {
            keys.keep(server, kind, generated.of(formation, kind));
        }
        LOG.log(Level.INFO, "Formation {0} is served at /api/{0}/v1", formation.id());
    }

    private static Formation replacing(Formation offered, Reading active) {
        refuseIf(
                "The active revision of " + offered.id() + " can no longer be read",
                active.faults().stream().map(Fault::toString).toList());
        return active.formation().orElseThrow();
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
