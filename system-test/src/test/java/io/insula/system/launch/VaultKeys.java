package io.insula.system.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Master keys of a server's own: the launcher makes none over a database where others have sealed already. */
public final class VaultKeys {

    private static final int BYTES = 32;

    private VaultKeys() {}

    /** A directory that holds nothing yet but a key of the vault. */
    public static Path freshDirectory(String name) {
        Path data = LaunchedServer.freshDirectory(name);
        in(data.resolve("keys"));
        return data;
    }

    /** The file of keys in a directory of keys; both are made where they are not there yet. */
    static Path in(Path keys) {
        Path file = keys.resolve("vault.keys");
        if (Files.exists(file)) {
            return file;
        }
        byte[] key = new byte[BYTES];
        RandomGenerator.getDefault().nextBytes(key);
        try {
            if (!Files.isDirectory(keys)) {
                Files.createDirectories(
                        keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(
                    file, "active=own\nown=" + Base64.getEncoder().encodeToString(key) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
