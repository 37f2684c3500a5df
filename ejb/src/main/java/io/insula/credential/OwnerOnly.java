package io.insula.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that only their owner may read. */
final class OwnerOnly {

    private static final int MOST_BYTES = 1024 * 1024;

    private OwnerOnly() {}

    /** @throws VaultKeysException if the file is open to others or cannot be read */
    static byte[] read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new VaultKeysException("There is no file of keys " + file);
            }
            if (Files.getPosixFilePermissions(file).stream()
                    .anyMatch(permission -> !permission.name().startsWith("OWNER"))) {
                throw new VaultKeysException("The file " + file + " is open to others; run chmod 600 " + file);
            }
            return Files.readAllBytes(file);
        } catch (IOException | UnsupportedOperationException e) {
            throw new VaultKeysException(
                    "The file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
