package io.insula.access.start;

import io.insula.access.KeyStore;
import io.insula.access.TokenVerifier;
import io.insula.formation.Fault;
import io.insula.formation.Formation;
import io.insula.formation.FormationDirectory;
import io.insula.formation.FormationReader;
import io.insula.formation.FormationRegistry;
import io.insula.formation.FormationSource;
import io.insula.formation.Reading;
import io.insula.formation.RevisionStore;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import io.insula.kernel.PublicId;
import io.insula.tenant.Database;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Opens the doors, or refuses with every reason at once: first the walls are examined, then each formation is read,
 * stored and given its keys. What the operator has in hand, such as a directory at its first start, has to be without
 * fault. A formation that has an active revision keeps no other from being served, whatever has become of it: if that
 * revision cannot be read, it alone is left out.
 */
@Singleton
@Startup
public class ServerStart {

    private static final Logger LOG = System.getLogger(ServerStart.class.getName());

    /**
     * What a directory held when it was read; it is not read twice, because it may change in between.
     *
     * @param first as it was found where the formation has no active revision yet; empty where it has one
     */
    private record Offer(Path place, String id, FormationSource source, Optional<Formation> first) {}

    @Inject
    Walls walls;

    @Inject
    Database database;

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
        refuseIf("The walls do not stand", database.faults());
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

    /** What a formation's administrators may have made of it is no reason to refuse: that concerns them alone. */
    private Offer read(Path place, List<String> faults) {
        FormationSource source = FormationSource.read(place);
        String id = FormationReader.idOf(source).orElse(null);
        if (id != null && registry.ids().contains(id)) {
            faults.add(place.getFileName() + ": another directory holds a formation with the id " + id);
        }
        Optional<FormationSource> active = id == null ? Optional.empty() : revisions.active(server(id));
        if (active.isPresent()) {
            registry.leaveOut(place, id, active.get().hash());
            return new Offer(place, id, source, Optional.empty());
        }
        Reading reading = directory.read(place, source);
        reading.faults().forEach(fault -> faults.add(place.getFileName() + "/" + fault));
        reading.formation().ifPresent(formation -> registry.serve(place, formation));
        return new Offer(place, id, source, reading.formation());
    }

    private void serve(Offer offer) {
        FormationSource active = offer.first()
                .map(formation -> revisions.offer(server(offer.id()), offer.source(), formation.tenancy()))
                .orElseGet(() -> replaced(offer));
        if (!active.hash().equals(offer.source().hash())) {
            LOG.log(
                    Level.WARNING,
                    "The directory {0} holds the revision {1}, which is not the active one: {2} is active and is served."
                            + " Upload the directory, or activate its revision, to have it served",
                    offer.place().getFileName(),
                    offer.source().hash(),
                    active.hash());
        }
        Reading reading = directory.read(offer.place(), active);
        reading.warnings().forEach(fault -> report(offer.place(), fault, Level.WARNING));
        reading.notActive().forEach(fault -> report(offer.place(), fault, Level.INFO));
        reading.formation()
                .ifPresentOrElse(
                        formation -> serve(offer.place(), formation), () -> leaveOut(offer, active, reading.faults()));
    }

    /** The source of the active revision, in whose place a directory comes only with one that was never seen. */
    private FormationSource replaced(Offer offer) {
        TenantContext server = server(offer.id());
        if (revisions.isNews(server, offer.source())) {
            Reading news = directory.read(offer.place(), offer.source());
            if (news.formation().isPresent()) {
                return revisions.offer(
                        server, offer.source(), news.formation().get().tenancy());
            }
            LOG.log(
                    Level.ERROR,
                    "What the directory {0} holds now cannot be served, and does not replace the active revision:\n  {1}",
                    offer.place().getFileName(),
                    lines(news.faults()));
        }
        return revisions.active(server).orElseThrow();
    }

    private void serve(Path place, Formation formation) {
        registry.serve(place, formation);
        for (KeyKind kind : KeyKind.values()) {
            keys.keep(server(formation.id()), kind, generated.of(formation, kind));
        }
        LOG.log(Level.INFO, "Formation {0} is served at /api/{0}/v1", formation.id());
    }

    /** The keys that it had last go on to count, so that its administrator can mend it. */
    private void leaveOut(Offer offer, FormationSource active, List<Fault> faults) {
        registry.leaveOut(offer.place(), offer.id(), active.hash());
        LOG.log(
                Level.ERROR,
                "Formation {0} is not served: its active revision {1} cannot be read on this node:\n  {2}",
                offer.id(),
                active.hash(),
                lines(faults));
    }

    private static TenantContext server(String formation) {
        return new TenantContext(
                formation, null, null, null, null, null, "server", Set.of(Permission.values()), PublicId.next("req"));
    }

    private static void report(Path place, Fault fault, Level level) {
        LOG.log(level, "{0}/{1}", place.getFileName(), fault);
    }

    private static String lines(List<Fault> faults) {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("\n  "));
    }

    private static void refuseIf(String what, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalStateException(what + ":\n  " + String.join("\n  ", faults));
        }
    }
}
