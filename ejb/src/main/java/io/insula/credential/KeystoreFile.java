package io.insula.credential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Master keys as the secret keys of a PKCS#12 keystore: the alias of an entry is the id of its key. */
final class KeystoreFile implements MasterKeySource {

    private final Path file;
    private final Path passwordFile;
    private final String active;

    KeystoreFile(String file, String passwordFile, String active) {
        this.file = Path.of(file);
        this.passwordFile = Path.of(passwordFile);
        this.active = active;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public MasterKeys read() {
        char[] password = new String(OwnerOnly.read(passwordFile), StandardCharsets.UTF_8)
                .strip()
                .toCharArray();
        Map<String, MasterKey> keys = new TreeMap<>();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(OwnerOnly.read(file)), password);
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, password);
                if (key != null && "AES".equals(key.getAlgorithm()) && !KeyLines.isOfOneByte(key.getEncoded())) {
                    keys.put(alias, new MasterKey(alias, key.getEncoded()));
                }
            }
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new VaultKeysException("The keystore " + file + " cannot be opened with the password in "
                    + passwordFile + ", or holds something else than AES keys of 256 bits");
        } finally {
            Arrays.fill(password, '\0');
        }
        MasterKey wrapping = keys.get(active);
        if (wrapping == null) {
            throw new VaultKeysException("The keystore " + file + " has no AES key of the alias '" + active
                    + "', which " + MasterKeyConfiguration.ACTIVE.name() + " names");
        }
        return new MasterKeys(wrapping, keys);
    }
}
