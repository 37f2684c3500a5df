package io.insula.credential;

import io.insula.formation.FormationSecrets;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Opens what a formation's administrators keep in the vault, for whoever reads the formation. What does not open is missed
 * only where it is asked for: the other secrets are as good as before.
 */
@ApplicationScoped
public class VaultSecrets implements FormationSecrets {

    private static final Logger LOG = System.getLogger(VaultSecrets.class.getName());
    private static final int MOST_NAMES = 20;

    @Inject
    SecretGate gate;

    @Inject
    MasterKeyring masters;

    /** What was told of each formation, so that it is told once and not whenever the formation is read. */
    private final Map<String, Set<String>> told = new ConcurrentHashMap<>();

    @Override
    public OpenedSecrets of(String formation) {
        List<SealedSecret> sealed = gate.of(formation);
        Map<String, String> opened = new HashMap<>();
        Set<String> unopened = new TreeSet<>();
        Map<Integer, Optional<VaultKey>> keys = new HashMap<>();
        for (SealedSecret each : sealed) {
            // One key for all, unless a row says otherwise that is not to be trusted.
            keys.computeIfAbsent(each.generation(), generation -> usable(formation, each))
                    .flatMap(with -> open(with, each))
                    .ifPresentOrElse(value -> opened.put(each.name(), value), () -> unopened.add(each.name()));
        }
        tell(formation, unopened);
        Set<String> mayBeKeys = sealed.stream()
                .filter(SealedSecret::mayBeKey)
                .map(SealedSecret::name)
                .collect(Collectors.toSet());
        return new OpenedSecrets(opened, unopened, mayBeKeys);
    }

    private Optional<VaultKey> usable(String formation, SealedSecret secret) {
        try {
            return Optional.of(key(formation, secret));
        } catch (BrokenSealException | PlatformException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> open(VaultKey key, SealedSecret secret) {
        try {
            return Optional.ofNullable(
                    Secret.fields(key.open(secret.sealed(), secret.label())).get(Secret.VALUE));
        } catch (BrokenSealException e) {
            return Optional.empty();
        }
    }

    private void tell(String formation, Set<String> unopened) {
        Set<String> before = unopened.isEmpty() ? told.remove(formation) : told.put(formation, unopened);
        if (!unopened.isEmpty() && !unopened.equals(before)) {
            LOG.log(
                    Level.ERROR,
                    "The formation {0} has secrets that do not open on this node, and cannot be served where it refers to"
                            + " one: {1}",
                    formation,
                    unopened.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")));
        }
    }

    VaultKey key(String formation, SealedSecret secret) {
        return masters.named(secret.masterId())
                .open(secret.wrapped().bytes(), Owner.formation(formation), secret.generation());
    }
}
