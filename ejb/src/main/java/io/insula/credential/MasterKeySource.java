package io.insula.credential;

import java.nio.file.Path;

/** A file that holds master keys. */
interface MasterKeySource {

    /** What changes when the keys do. */
    Path file();

    /**
     * Reads the keys.
     *
     * @throws VaultKeysException if no keys can be had from it, saying why and naming none of them
     */
    MasterKeys read();
}
