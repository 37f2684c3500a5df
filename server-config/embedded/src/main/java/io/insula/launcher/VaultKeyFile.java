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
import java.util.HexFormat;
import java.util.Locale;

/**
 * The master keys that the launcher makes for its own data directory, so that one command starts everything. A server that
 * is set up by hand is given its keys by hand. Once something hangs on keys none are made any more: those that are missing
 * must come back.
 */
final class VaultKeyFile {
    private static final int KEY_BYTES = 32;

    private static final int ID_BYTES = 8;

    private final Path file;
    private final VaultRows rows;

    VaultKeyFile(Path file, VaultRows rows) {
        this.file = file;
        this.rows = rows;
    }

    /** Names the file to the application, unless its operator has named keys, and makes it at the first start. */
    void configure() {
        if (isSet("insula.vault.keys") || isSet("insula.vault.keystore")) {
            return;
        }
        try {
            if (!Files.exists(file)) {
                requireNoneInUse();
                create();
            }
        } catch (IOException e) {
            throw new LaunchException("The keys of the vault cannot be written to " + file, e);
        }
        System.setProperty("insula.vault.keys", file.toString());
    }

    private void requireNoneInUse() {
        if (rows.exist()) {
            throw new LaunchException("The master keys of the vault are missing: there is no file " + file
                    + ", and the database holds secrets that open with them alone. Restore the file from its backup (or"
                    + " from another node), mode 0600, and start again");
        }
    }

    private void create() throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        byte[] name = new byte[ID_BYTES];
        random.nextBytes(name);
        // No two installations give one name to two keys, nor does one that makes a file again.
        String id = LocalDate.now(ZoneOffset.UTC) + "-" + HexFormat.of().formatHex(name);
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
