package io.insula.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** One password in a file of its own that nobody but its owner may read or write. */
public record PasswordFile(Path path) {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int PASSWORD_BYTES = 32;

    /**
     * The password, without the line end that editors add.
     *
     * @throws PostgresException if the file is absent, empty or readable by anyone else
     */
    public String read() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new PostgresException("The password file " + path + " has mode "
                        + PosixFilePermissions.toString(permissions) + "; others must not read it: chmod 600 " + path);
            }
            String password = Files.readString(path).strip();
            if (password.isEmpty()) {
                throw new PostgresException("The password file " + path + " is empty");
            }
            return password;
        } catch (NoSuchFileException e) {
            throw new PostgresException("The password file " + path + " does not exist", e);
        } catch (IOException e) {
            throw new PostgresException("The password file " + path + " cannot be read", e);
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Reads the password; the first call makes one up and stores it. */
    String readOrGenerate() {
        if (!exists()) {
            write(randomPassword());
        }
        return read();
    }

    /** Writes whole or not at all, so that a crash never leaves an empty password behind. */
    void write(String password) {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            createOwnerOnly(fresh);
            Files.writeString(fresh, password + "\n");
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new PostgresException("The password file " + path + " cannot be written", e);
        }
    }

    static void createOwnerOnly(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
