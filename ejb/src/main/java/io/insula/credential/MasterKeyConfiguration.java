package io.insula.credential;

import io.insula.kernel.Setting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

/**
 * Where the master keys of the vault lie: in a file of keys or in a keystore. One of the two must be set.
 *
 * @param keys the file; {@code none} where there is a keystore
 * @param keystore PKCS#12; {@code none} where there is a file
 * @param passwordFile holds the keystore's password
 * @param keystoreActive which of the keystore's entries wraps
 */
@Dependent
public record MasterKeyConfiguration(String keys, String keystore, String passwordFile, String keystoreActive) {

    private static final String NONE = "none";

    static final Setting<String> KEYS = Setting.text("insula.vault.keys", NONE);
    static final Setting<String> KEYSTORE = Setting.text("insula.vault.keystore", NONE);
    static final Setting<String> PASSWORD_FILE = Setting.text("insula.vault.keystore.password-file", NONE);
    static final Setting<String> ACTIVE = Setting.text("insula.vault.keystore.active", NONE);

    @Inject
    MasterKeyConfiguration(Config config) {
        this(KEYS.read(config), KEYSTORE.read(config), PASSWORD_FILE.read(config), ACTIVE.read(config));
    }

    /**
     * What is read, and read again.
     *
     * @throws VaultKeysException unless exactly one is named
     */
    MasterKeySource source() {
        if (keys.equals(NONE) == keystore.equals(NONE)) {
            throw new VaultKeysException("The vault needs its master keys: name either a file of keys with "
                    + KEYS.name() + ", mode 0600, or a PKCS#12 keystore with " + KEYSTORE.name()
                    + ". There is no default; docs/vault.md says how to make one");
        }
        return keystore.equals(NONE) ? new KeyFile(keys) : new KeystoreFile(keystore, passwordFile, keystoreActive);
    }
}
