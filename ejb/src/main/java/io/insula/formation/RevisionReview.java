package io.insula.formation;

import io.insula.formation.YamlNode.Scalar;
import io.insula.kernel.FieldFault;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a source as a start would, with the secrets of this server, and judges besides whether it may take the active
 * revision's place while requests are under way. All that stands against it is said at once.
 */
@ApplicationScoped
class RevisionReview {

    private static final Logger LOG = System.getLogger(RevisionReview.class.getName());
    private static final String FIELD = "files";
    private static final String TYPE = "formation";
    private static final String DEFAULT_TENANT = "tenancy.default";

    private final FormationDirectory directory;
    private final FormationRegistry registry;

    /** What the container's proxy is made with. */
    RevisionReview() {
        this(null, null);
    }

    @Inject
    RevisionReview(FormationDirectory directory, FormationRegistry registry) {
        this.directory = directory;
        this.registry = registry;
    }

    /** A source that can be served. */
    record Passed(Formation formation, Reading reading) {

        Deployment deployment(Revision revision, boolean created) {
            return new Deployment(revision, created, reading.warnings(), reading.notActive());
        }
    }

    /**
     * Reads the source of a formation that this node serves.
     *
     * @param active the source of the active revision, or null
     * @param by whoever wants it served
     * @throws PlatformException INVALID_PARAMS with every fault
     */
    Passed review(String formation, FormationSource source, FormationSource active, TenantContext by) {
        requireOwn(formation, source);
        Path place = registry.state(formation).orElseThrow().place();
        Reading reading = directory.read(place, source);
        List<Fault> faults = new ArrayList<>(reading.faults());
        if (active != null && !defaultTenant(source).equals(defaultTenant(active))) {
            faults.add(at(
                    source,
                    DEFAULT_TENANT,
                    DEFAULT_TENANT + " cannot change while the formation is served, or whoever names no tenant would"
                            + " become somebody else: keep it as it is"));
        }
        if (active != null && !by.permissions().contains(Permission.MANAGE_KEYS)) {
            FormationKeys.PATHS.stream()
                    .filter(key -> !written(source, key).equals(written(active, key)))
                    .map(key -> at(source, key, key + " must stay as it is: you may deploy, but not manage_keys"))
                    .forEach(faults::add);
        }
        if (!faults.isEmpty()) {
            throw refusal(formation, faults);
        }
        return new Passed(reading.formation().orElseThrow(), reading);
    }

    /** Before anything else: whose secrets are looked up goes by the id that a source gives itself. */
    private static void requireOwn(String formation, FormationSource source) {
        if (FormationReader.idOf(source).filter(id -> !id.equals(formation)).isPresent()) {
            throw refusal(
                    formation, List.of(at(source, "id", "id must stay " + formation + ", the formation of the key")));
        }
    }

    private static String defaultTenant(FormationSource source) {
        return FormationReader.written(source, DEFAULT_TENANT).map(Scalar::text).orElseGet(() -> {
            Optional<Object> fallback =
                    Vocabulary.at(Vocabulary.FORMATION, DEFAULT_TENANT).fallback();
            return (String) fallback.orElseThrow();
        });
    }

    private static Optional<String> written(FormationSource source, String path) {
        return FormationReader.written(source, path).map(Scalar::text);
    }

    private static Fault at(FormationSource source, String path, String message) {
        return FormationReader.written(source, path)
                .map(written -> written.place().fault(message))
                .orElseGet(() -> Fault.of(FormationSource.MAIN_FILE, message));
    }

    private static PlatformException refusal(String formation, List<Fault> faults) {
        String count = faults.size() == 1 ? "one fault" : faults.size() + " faults";
        return PlatformException.invalidParams(
                "The formation cannot be served as it is: " + count,
                faults.stream().sorted().map(fault -> told(formation, fault)).toList());
    }

    /** What is wrong with a file of the server is told to whoever looks after the server. */
    private static FieldFault told(String formation, Fault fault) {
        String message = fault.message();
        if (fault.file().equals(SecretsFile.NAME)) {
            LOG.log(Level.ERROR, "Formation {0}: {1}", formation, fault);
            message = "cannot be used on this server; its log says why";
        }
        return new FieldFault(FIELD, message, TYPE, new FieldFault.Place(fault.file(), fault.line(), fault.column()));
    }
}
