package io.insula.credential;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Refuses to start without master keys: what could be sealed under nothing must not be taken in. */
@Singleton
@Startup
public class VaultStart {

    @Inject
    MasterKeyring masters;

    @Inject
    VaultFitness fitness;

    @PostConstruct
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void open() {
        masters.fault().ifPresent(fault -> {
            throw new IllegalStateException(fault);
        });
        // Told to the log, and by the server's readiness: whoever has to restore keys may do so while it runs.
        fitness.examine();
    }
}
