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
        byte[] key = new byte[BYTES];
        RandomGenerator.getDefault().nextBytes(key);
        Path data = LaunchedServer.freshDirectory(name);
        try {
            Path keys = Files.createDirectory(
                    data.resolve("keys"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path file = Files.createFile(
                    keys.resolve("vault.keys"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "active=own\nown=" + Base64.getEncoder().encodeToString(key) + "\n");
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
