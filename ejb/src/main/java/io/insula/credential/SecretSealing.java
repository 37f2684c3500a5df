package io.insula.credential;

import io.insula.credential.Owner.Label;
import io.insula.tenant.TenantBinding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;

/** Seals a secret of the bound formation, under a key that is replaced after so many seals. */
@ApplicationScoped
class SecretSealing {

    @Inject
    SecretTable table;

    @Inject
    SecretGate gate;

    @Inject
    MasterKeyring masters;

    @Inject
    TenantBinding binding;

    @Inject
    VaultConfiguration configuration;

    /** A sealed secret, and under which generation of the key. */
    record Fresh(int generation, Sealed sealed) {}

    Fresh seal(Label label, Secret secret) {
        VaultKey key = key();
        byte[] plain = secret.bytes();
        try {
            return new Fresh(key.generation(), key.seal(plain, label));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** From the commit on, whoever looks reads the secrets anew. */
    void raise() {
        hold(0);
    }

    private VaultKey key() {
        SecretTable.Held held = hold(1);
        VaultKey key = masters.open(held.masterId(), held.wrapped().bytes(), owner(), held.generation());
        return held.used() <= configuration.sealsPerKey() ? key : renewed(key);
    }

    private SecretTable.Held hold(int seals) {
        return table.take(seals).orElseGet(() -> make(seals));
    }

    private SecretTable.Held make(int seals) {
        byte[] secret = AuthenticatedCipher.random(AuthenticatedCipher.KEY_BYTES);
        MasterKey active = masters.active();
        try {
            return table.make(active, active.wrap(secret, owner(), 1), seals);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private VaultKey renewed(VaultKey before) {
        List<SealedSecret> all = gate.of(binding.formation());
        binding.bindAgain();
        int generation = before.generation() + 1;
        byte[] secret = AuthenticatedCipher.random(AuthenticatedCipher.KEY_BYTES);
        MasterKey active = masters.active();
        VaultKey renewed = VaultKey.derive(secret, owner(), generation);
        table.renew(generation, active, active.wrap(secret, owner(), generation), all.size() + 1L);
        Arrays.fill(secret, (byte) 0);
        for (SealedSecret each : all) {
            byte[] plain = plain(before, each);
            table.reseal(each.name(), generation, renewed.seal(plain, each.label()));
            Arrays.fill(plain, (byte) 0);
        }
        return renewed;
    }

    private byte[] plain(VaultKey key, SealedSecret secret) {
        try {
            return key.open(secret.sealed(), secret.label());
        } catch (BrokenSealException e) {
            throw e.answer(owner());
        }
    }

    private Owner owner() {
        return Owner.formation(binding.formation());
    }
}
