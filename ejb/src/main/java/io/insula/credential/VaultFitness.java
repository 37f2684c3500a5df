package io.insula.credential;

import io.insula.credential.VaultTable.Wrapped;
import io.insula.tenant.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether the master keys of this node are those that the database's secrets are wrapped with: a file that was made anew,
 * or is another's, would open nothing that is there.
 */
@ApplicationScoped
public class VaultFitness {

    private static final Logger LOG = System.getLogger(VaultFitness.class.getName());

    private final MasterKeyring masters;
    private final VaultWitnesses witnesses;

    /** What the log was told last, which is asked for every few seconds. */
    private volatile String logged = "";

    /** What the container's proxy is made with. */
    VaultFitness() {
        this(null, null);
    }

    @Inject
    VaultFitness(MasterKeyring masters, VaultWitnesses witnesses) {
        this.masters = masters;
        this.witnesses = witnesses;
    }

    /** What is wrong, in words for everybody: neither a key nor its name nor a file; empty if nothing is. */
    public Optional<String> fault() {
        if (masters.fault().isPresent()) {
            return Optional.of("the master keys cannot be read");
        }
        Map<String, List<Wrapped>> byMaster;
        try {
            byMaster = witnesses.all().stream()
                    .collect(Collectors.groupingBy(Wrapped::masterId, TreeMap::new, Collectors.toList()));
        } catch (DatabaseException e) {
            // That the database does not answer is said by whoever looks after it.
            return Optional.empty();
        }
        for (Map.Entry<String, List<Wrapped>> each : byMaster.entrySet()) {
            Optional<String> fault = fault(each.getKey(), each.getValue());
            if (fault.isPresent()) {
                log(each.getKey() + ": " + fault.get());
                return fault;
            }
        }
        logged = "";
        return Optional.empty();
    }

    /** Has the log told what is wrong. */
    void examine() {
        Optional<String> found = fault();
        LOG.log(Level.DEBUG, "The vault was examined: {0}", found.orElse("it opens"));
    }

    private Optional<String> fault(String master, List<Wrapped> wrapped) {
        Optional<MasterKey> key = masters.find(master);
        if (key.isEmpty()) {
            return Optional.of("a master key that secrets are wrapped with is not among this node's");
        }
        // One that was spoilt says nothing about the key.
        return wrapped.stream().anyMatch(each -> opens(key.get(), each))
                ? Optional.empty()
                : Optional.of(
                        "a master key of this node is another one than that of its name, which secrets are wrapped"
                                + " with");
    }

    private static boolean opens(MasterKey key, Wrapped each) {
        try {
            Arrays.fill(key.unwrap(each.wrapped().bytes(), each.owner(), each.generation()), (byte) 0);
            return true;
        } catch (BrokenSealException e) {
            return false;
        }
    }

    private void log(String fault) {
        if (!fault.equals(logged)) {
            logged = fault;
            LOG.log(
                    Level.ERROR,
                    "The vault does not open with the keys at hand, restore those that belong to it. {0}",
                    fault);
        }
    }
}
