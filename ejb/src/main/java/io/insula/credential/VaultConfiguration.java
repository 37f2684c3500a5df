package io.insula.credential;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * What operators may set about the vault.
 *
 * @param most credentials of one user
 * @param longest bytes of one secret, as JSON
 * @param mostSecrets secrets of one formation
 * @param sealsPerKey how many secrets are sealed under one key before its owner gets another
 */
@Dependent
public record VaultConfiguration(int most, int longest, int mostSecrets, int sealsPerKey) {

    static final Setting<Integer> MOST = Setting.number("insula.vault.credentials.most", 1, 10_000, 100);
    static final Setting<Integer> LONGEST = Setting.number("insula.vault.longest", 256, 1_048_576, 65_536);
    static final Setting<Integer> MOST_SECRETS = Setting.number("insula.vault.secrets.most", 1, 10_000, 500);
    static final Setting<Integer> SEALS_PER_KEY = Setting.number("insula.vault.seals-per-key", 1, 1 << 24, 1 << 24);

    public VaultConfiguration {
        MOST.check(most);
        LONGEST.check(longest);
        MOST_SECRETS.check(mostSecrets);
        SEALS_PER_KEY.check(sealsPerKey);
    }

    @Inject
    VaultConfiguration(Config config) {
        this(MOST.read(config), LONGEST.read(config), MOST_SECRETS.read(config), SEALS_PER_KEY.read(config));
    }
}
