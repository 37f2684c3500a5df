package io.insula.credential;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Held by the one process of this host that replaces a file of keys. It lies on a file beside the keys, because their own
 * is replaced, and that file stays: whoever removed it would let two in.
 */
final class KeyFileLock implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final FileChannel channel;

    private KeyFileLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock; empty while somebody else holds it. */
    static Optional<KeyFileLock> tryLock(Path keys) {
        try {
            Path real = keys.toRealPath();
            Path file = real.resolveSibling("." + real.getFileName() + ".lock");
            make(file, real);
            FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
            if (isLocked(channel)) {
                return Optional.of(new KeyFileLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new VaultKeysException("The file of keys " + keys + " cannot be locked ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /** Root makes it for whoever the keys belong to. */
    private static void make(Path file, Path keys) throws IOException {
        try {
            Files.createFile(file, OWNER_ONLY);
            KeyFileOwner.of(keys).take(file);
        } catch (FileAlreadyExistsException e) {
            // Somebody has rotated here before.
            return;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new VaultKeysException("The lock of the file of keys cannot be let go");
        }
    }
}
