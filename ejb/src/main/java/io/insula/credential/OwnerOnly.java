package io.insula.credential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Reads files that only their owner may read, and that belong to this process's account or to root. */
final class OwnerOnly {

    private static final int MOST_BYTES = 1024 * 1024;
    private static final int TRIES = 3;
    private static final String MODE = "mode";
    private static final String UID = "uid";
    private static final String LOOK = "unix:" + MODE + ',' + UID + ",dev,ino,size,ctime,lastModifiedTime";
    private static final int KIND = 0xF000;
    private static final int REGULAR = 0x8000;
    private static final int OF_OTHERS = 0x3F;
    private static final int ROOT = 0;

    /** Which account this process acts as; it has no other way to learn of it without a library of its own. */
    private static final Path STATUS = Path.of("/proc/self/status");

    private OwnerOnly() {}

    /** All that a look from outside tells of a file: its times, also that of its mode, its owner, and which one it is. */
    static Map<String, Object> look(Path file) throws IOException {
        return Files.readAttributes(file, LOOK);
    }

    /**
     * Reads a file for a server.
     *
     * @throws VaultKeysException if the file is open to others, belongs to somebody else or cannot be read
     */
    static byte[] read(Path file) {
        return read(file, false);
    }

    /**
     * Reads a file.
     *
     * @param ofAnyone whether it may belong to somebody else than this process's account, as it does where root looks after
     *     the keys of a server
     */
    static byte[] read(Path file, boolean ofAnyone) {
        try {
            for (int i = 0; i < TRIES; i++) {
                Map<String, Object> before = look(file);
                require(file, before, ofAnyone);
                byte[] bytes = bytes(file);
                // What was looked at is what was read: whoever puts another file there changes one of these.
                if (before.equals(look(file))) {
                    return bytes;
                }
                Arrays.fill(bytes, (byte) 0);
            }
            throw new VaultKeysException("The file " + file + " changes while it is read");
        } catch (NoSuchFileException e) {
            throw new VaultKeysException("There is no file of keys " + file);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            throw new VaultKeysException(
                    "The file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new VaultKeysException("The file " + file + " is too large for one of keys");
            }
            return bytes;
        }
    }

    private static void require(Path file, Map<String, Object> seen, boolean ofAnyone) throws IOException {
        int mode = (Integer) seen.get(MODE);
        if ((mode & KIND) != REGULAR) {
            throw new VaultKeysException("There is no file of keys " + file);
        }
        if ((mode & OF_OTHERS) != 0) {
            throw new VaultKeysException("The file " + file + " is open to others; run chmod 600 " + file);
        }
        int owner = (Integer) seen.get(UID);
        if (!ofAnyone && owner != ROOT && owner != account(owner)) {
            throw new VaultKeysException("The file " + file
                    + " belongs neither to the account that the server runs as nor to root; run chown on it");
        }
    }

    /** The account that this process acts as; where the system does not tell, it is taken for the one that was found. */
    private static int account(int found) throws IOException {
        if (!Files.isReadable(STATUS)) {
            return found;
        }
        for (String line : Files.readAllLines(STATUS)) {
            String[] words = line.split("\\s+", -1);
            if (words[0].equals("Uid:")) {
                return Integer.parseInt(words[2]);
            }
        }
        return found;
    }
}
