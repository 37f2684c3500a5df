package io.insula.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;

/**
 * The master keys that the launcher makes for its own data directory, so that one command starts everything. A server that
 * is set up by hand is given its keys by hand.
 */
final class VaultKeyFile {
    private static final int KEY_BYTES = 32;

    private final Path file;

    VaultKeyFile(Path file) {
        this.file = file;
    }

    /** Names the file to the application, unless its operator has named keys, and makes it at the first start. */
    void configure() {
        if (isSet("insula.vault.keys") || isSet("insula.vault.keystore")) {
            return;
        }
        try {
            if (!Files.exists(file)) {
                create();
            }
        } catch (IOException e) {
            throw new LaunchException("The keys of the vault cannot be written to " + file, e);
        }
        System.setProperty("insula.vault.keys", file.toString());
    }

    private void create() throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String id = LocalDate.now(ZoneOffset.UTC).toString();
        String text = "active=" + id + '\n' + id + '=' + Base64.getEncoder().encodeToString(key) + '\n';
        Path draft = Files.createTempFile(
                file.getParent(),
                ".vault",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isSet(String property) {
        String variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
        return System.getProperty(property) != null || System.getenv(variable) != null;
    }
}
