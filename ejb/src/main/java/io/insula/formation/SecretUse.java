package io.insula.formation;

import io.insula.formation.YamlNode.Scalar;
import io.insula.kernel.FieldFault;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Pattern;

/** Where a formation refers to a secret, and whether it could still be served if that secret were another one. */
@ApplicationScoped
public class SecretUse {

    private static final String FIELD = "value";
    private static final String TYPE = "formation";

    private final FormationDirectory directory;
    private final FormationRegistry registry;

    /** What the container's proxy is made with. */
    SecretUse() {
        this(null, null);
    }

    @Inject
    SecretUse(FormationDirectory directory, FormationRegistry registry) {
        this.directory = directory;
        this.registry = registry;
    }

    /** All places of a source that refer to a secret, in the order in which one reads. */
    public List<Place> places(FormationSource source, String secret) {
        return FormationReader.references(source, secret);
    }

    /**
     * Reads the source of a formation that this node serves with other secrets than are kept.
     *
     * @param kept those that would be
     * @param by whoever wants it served so
     * @throws PlatformException INVALID_PARAMS with every fault that the formation would have, or if it would have other
     *     keys and the caller may not manage keys
     */
    public Formation read(FormationSource source, SecretSource kept, TenantContext by) {
        Served served = registry.state(by.formation()).orElseThrow();
        Reading reading = directory.read(served.place(), source, kept);
        Formation formation = reading.formation().orElseThrow(() -> refusal(reading.faults()));
        // One that could not be read since the start was served with no keys of its own.
        FormationKeys before = served.formation() == null
                ? FormationKeys.NONE
                : served.formation().keys();
        if (!formation.keys().equals(before) && !by.permissions().contains(Permission.MANAGE_KEYS)) {
            throw refusal(List.of(Fault.of(
                    FormationSource.MAIN_FILE,
                    "the keys of the formation would change: you may manage secrets, but not manage_keys")));
        }
        return formation;
    }

    /**
     * Whoever could change a formation's keys through their secrets would have whatever those may.
     *
     * @throws PlatformException INVALID_PARAMS if a key of the formation is the secret and the caller may not manage keys
     */
    public void requireNoKey(FormationSource source, String secret, TenantContext by) {
        if (by.permissions().contains(Permission.MANAGE_KEYS)) {
            return;
        }
        Pattern reference = Pattern.compile("\\$\\{\\{[ \\t]*secrets\\." + Pattern.quote(secret) + "[ \\t]*\\}\\}");
        List<Fault> faults = FormationKeys.PATHS.stream()
                .flatMap(key -> FormationReader.written(source, key).stream()
                        .filter(written -> reference.matcher(written.text()).find())
                        .map(Scalar::place)
                        .map(place ->
                                place.fault(key + " is this secret: you may manage secrets, but not manage_keys")))
                .toList();
        if (!faults.isEmpty()) {
            throw refusal(faults);
        }
    }

    private static PlatformException refusal(List<Fault> faults) {
        String count = faults.size() == 1 ? "one fault" : faults.size() + " faults";
        return PlatformException.invalidParams(
                "The active revision cannot be served with this secret: " + count,
                faults.stream()
                        .sorted()
                        .map(fault -> new FieldFault(
                                FIELD,
                                fault.message(),
                                TYPE,
                                new FieldFault.Place(fault.file(), fault.line(), fault.column())))
                        .toList());
    }
}
