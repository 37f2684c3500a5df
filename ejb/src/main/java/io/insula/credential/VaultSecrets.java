package io.insula.credential;

import io.insula.formation.Fault;
import io.insula.formation.FormationSecrets;
import io.insula.kernel.PlatformException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens what a formation's administrators keep in the vault, for whoever reads the formation. */
@ApplicationScoped
public class VaultSecrets implements FormationSecrets {

    private static final Logger LOG = System.getLogger(VaultSecrets.class.getName());
    private static final String PLACE = "secrets";

    @Inject
    SecretGate gate;

    @Inject
    MasterKeyring masters;

    @Override
    public OpenedSecrets of(String formation) {
        List<SealedSecret> sealed = gate.of(formation);
        Map<String, String> opened = new HashMap<>();
        Set<String> keys = sealed.stream()
                .filter(SealedSecret::mayBeKey)
                .map(SealedSecret::name)
                .collect(Collectors.toSet());
        if (sealed.isEmpty()) {
            return new OpenedSecrets(opened, keys, List.of());
        }
        try {
            VaultKey key = key(formation, sealed.get(0));
            for (SealedSecret each : sealed) {
                opened.put(
                        each.name(),
                        Secret.fields(key.open(each.sealed(), each.label())).get(Secret.VALUE));
            }
            return new OpenedSecrets(opened, keys, List.of());
        } catch (BrokenSealException | PlatformException e) {
            LOG.log(Level.ERROR, "The secrets of the formation {0} do not open", formation);
            return new OpenedSecrets(
                    Map.of(),
                    Set.of(),
                    List.of(new Fault(PLACE, 1, 1, "those that are kept in the vault do not open here")));
        }
    }

    VaultKey key(String formation, SealedSecret secret) {
        return masters.named(secret.masterId())
                .open(secret.wrapped().bytes(), Owner.formation(formation), secret.generation());
    }
}
