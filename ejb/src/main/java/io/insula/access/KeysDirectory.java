package io.insula.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** The directory of secrets that the server makes for itself: each in a file that only its owner may read. */
@ApplicationScoped
public class KeysDirectory {

    @Inject
    AccessConfiguration configuration;

    /** Where a file of this name lies; one that is named by its whole path lies there. */
    public Path file(String name) {
        return Path.of(configuration.keysDirectory()).resolve(name);
    }

    /**
     * The content of a file, made first if there is none. Two servers that start together agree on one content, because
     * a file appears whole or not at all.
     *
     * @throws IllegalStateException if the file cannot be read, made, or is open to others
     */
    public String readOrCreate(String name, Supplier<String> content) {
        Path file = file(name);
        try {
            if (!Files.exists(file)) {
                create(file, content.get());
            }
            if (Files.getPosixFilePermissions(file).stream()
                    .anyMatch(permission -> !permission.name().startsWith("OWNER"))) {
                throw new IllegalStateException("The file " + file + " is open to others; run chmod 600 " + file);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("The file " + file + " can be neither read nor made", e);
        }
    }

    private static void create(Path file, String content) throws IOException {
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path draft = Files.createTempFile(
                file.getParent(),
                ".new",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.UTF_8.encode(content));
                channel.force(true);
            }
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another server was faster; its content counts.
            return;
        } catch (UnsupportedOperationException e) {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
