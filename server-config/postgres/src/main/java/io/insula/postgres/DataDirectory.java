package io.insula.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * The one directory in which a deployment keeps what must outlive it: keys, the database, its binaries and log.
 *
 * <p>Whoever holds an open data directory holds it alone; the lock vanishes with the process.
 */
public final class DataDirectory implements AutoCloseable {
    /** Raised whenever a later version arranges the directory in a way that this one would not understand. */
    private static final String LAYOUT = "1";

    private static final String KEYS = "keys";

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Creates the directory where needed and takes it for this process alone.
     *
     * @throws PostgresException if it cannot be written, is in use, or was not laid out by this version
     */
    public static DataDirectory open(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        createDirectory(root, "rwxr-xr-x");
        refuseForeignLayout(root);
        FileChannel lockFile = lock(root);
        DataDirectory data = new DataDirectory(root, lockFile);
        try {
            Files.writeString(root.resolve("layout"), LAYOUT + "\n");
            createDirectory(data.keys(), "rwx------");
        } catch (IOException e) {
            data.close();
            throw unwritable(root, e);
        }
        return data;
    }

    public Path root() {
        return root;
    }

    /** Generated passwords and keys; nobody else may even list it. */
    public Path keys() {
        return root.resolve(KEYS);
    }

    /** What may be deleted at any time and is unpacked again at the next start. */
    public Path runtime() {
        return root.resolve("runtime");
    }

    public PasswordFile superuserPassword() {
        return new PasswordFile(keys().resolve("postgres.password"));
    }

    public PasswordFile ownerPassword() {
        return new PasswordFile(keys().resolve("owner.password"));
    }

    public PasswordFile appPassword() {
        return new PasswordFile(keys().resolve("app.password"));
    }

    public PasswordFile backupPassword() {
        return new PasswordFile(keys().resolve("backup.password"));
    }

    Path binaries() {
        return root.resolve("postgres");
    }

    Path cluster() {
        return root.resolve("database");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new PostgresException("The lock of " + root + " cannot be released", e);
        }
    }

    private static void refuseForeignLayout(Path root) {
        Path layout = root.resolve("layout");
        try {
            if (Files.exists(layout)) {
                String found = Files.readString(layout).strip();
                if (!found.equals(LAYOUT)) {
                    throw new PostgresException("The data directory " + root + " has layout " + found
                            + ", this version understands layout " + LAYOUT
                            + ": start it with the version that wrote it, or name another directory");
                }
                return;
            }
            try (Stream<Path> entries = Files.list(root)) {
                // The keys of another node of the same database are laid into a directory that is new otherwise.
                if (entries.anyMatch(entry -> !entry.endsWith("lock") && !entry.equals(root.resolve(KEYS)))) {
                    throw new PostgresException("The directory " + root
                            + " holds something else than Insula's data: name an empty or new directory");
                }
            }
        } catch (IOException e) {
            throw new PostgresException("The data directory " + root + " cannot be read", e);
        }
    }

    private static FileChannel lock(Path root) {
        FileChannel channel;
        try {
            channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw unwritable(root, e);
        }
        if (!obtain(channel, root)) {
            closeQuietly(channel);
            throw new PostgresException("The data directory " + root
                    + " is in use by another running Insula: stop that one, or name another directory");
        }
        return channel;
    }

    private static boolean obtain(FileChannel channel, Path root) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            closeQuietly(channel);
            throw unwritable(root, e);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new PostgresException("A lock file cannot be closed", e);
        }
    }

    private static void createDirectory(Path directory, String mode) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
            }
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    private static PostgresException unwritable(Path directory, IOException cause) {
        return new PostgresException("The data directory " + directory + " cannot be written", cause);
    }
}
